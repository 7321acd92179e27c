package it.sportello.config;

import it.sportello.base.AddressRange;
import it.sportello.base.HostPort;
import it.sportello.config.yaml.Default;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The port on which pages, API and console are served.
///
/// @param listen where the server listens
/// @param publicUrl the address people type; http or https, ends with `/`
/// @param trustedProxies addresses and networks whose `X-Forwarded-For` is believed
/// @param form the public contact form; empty: there is none
/// @param status the public page that says how far a request is
public record WebConfig(
    @Default("127.0.0.1:8080") HostPort listen,
    @Default("http://127.0.0.1:8080/") URI publicUrl,
    @Default("[]") List<AddressRange> trustedProxies,
    Optional<FormConfig> form,
    @Default("{}") StatusConfig status) {
  public WebConfig {
    if (!publicUrl.toString().matches("https?://.*/")) {
      throw new IllegalArgumentException(
          "publicUrl: \"" + publicUrl + "\" (expected: http:// or https://, and a / at the end)");
    }
  }

  /// Where somebody sees how far a request is; where there is no such page, the center's first one.
  ///
  /// @param code of the request
  public String statusUrl(String code) {
    return status.enabled() ? publicUrl + "status?code=" + code : publicUrl.toString();
  }
}
