package it.sportello.config;

import it.sportello.config.yaml.Like;
import it.sportello.config.yaml.MustExist;
import java.net.IDN;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a mailbox's messages are signed with (DKIM, RFC 6376).
///
/// @param selector names the key among those of the domain
/// @param domain who answers for the messages
/// @param keyFile the private key: PEM, RSA or Ed25519, readable by its owner only
public record DkimConfig(
    @Like(
            value =
                "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?){0,3}",
            expected = "letters, digits and '-', such as sportello2026")
        String selector,
    @Like(
            value = "([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9-]{2,63}",
            expected = "a domain such as sportello.example")
        String domain,
    @MustExist Path keyFile) {
  /// RFC 1035 §3.3: of one string in a TXT record.
  private static final int MAX_STRING = 255;

  /// Receivers that compare the sender with the signature (DMARC, RFC 7489 §3.1.1) want both in one
  /// organization's domain.
  boolean answersFor(String address) {
    String sender = ascii(address.substring(address.lastIndexOf('@') + 1));
    String own = domain.toLowerCase(Locale.ROOT);
    return sender.equals(own) || sender.endsWith("." + own) || own.endsWith("." + sender);
  }

  private static String ascii(String name) {
    try {
      return IDN.toASCII(name).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException _) {
      return name;
    }
  }

  /// The DNS record to publish, as a line of a zone file.
  ///
  /// @param published the text of the record
  public String record(String published) {
    List<String> strings = new ArrayList<>();
    for (int i = 0; i < published.length(); i += MAX_STRING) {
      strings.add(published.substring(i, Math.min(i + MAX_STRING, published.length())));
    }
    return selector
        + "._domainkey."
        + domain
        + ". IN TXT "
        + strings.stream().map(s -> '"' + s + '"').collect(Collectors.joining(" "));
  }
}
