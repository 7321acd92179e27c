package it.sportello.mail.wire;

import it.sportello.mail.AccessTokens;
import it.sportello.mail.MailboxConfig.Server;
import it.sportello.mail.MailboxConfig.Tls;
import it.sportello.mail.mime.MailSwitches;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// Says to Jakarta Mail how to connect: protection, trust, time limits.
public final class MailConnection {
  /// Returns the session properties for one server.
  ///
  /// @param protocol `imap` or `smtp`; Jakarta Mail prefixes its properties with it
  /// @param connectWithin to open the connection
  /// @param answerWithin for every single answer, and every single write
  /// @throws IOException if the trusted certificate cannot be read
  public static Properties properties(
      Server server, String protocol, Duration connectWithin, Duration answerWithin)
      throws IOException {
    String prefix = "mail." + protocol + ".";
    Properties properties = MailSwitches.properties();
    properties.setProperty(prefix + "host", server.host());
    properties.setProperty(prefix + "port", Integer.toString(server.port()));
    properties.setProperty(prefix + "connectiontimeout", ms(connectWithin));
    properties.setProperty(prefix + "timeout", ms(answerWithin));
    properties.setProperty(prefix + "writetimeout", ms(answerWithin));
    properties.setProperty(prefix + "ssl.enable", Boolean.toString(server.tls() == Tls.TLS));
    String startTls = Boolean.toString(server.tls() == Tls.STARTTLS);
    properties.setProperty(prefix + "starttls.enable", startTls);
    properties.setProperty(prefix + "starttls.required", startTls);
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    properties.setProperty(prefix + "ssl.protocols", "TLSv1.3 TLSv1.2");
    if (server.tokens().isPresent()) {
      properties.setProperty(prefix + "auth.mechanisms", "XOAUTH2");
    }
    if (server.certificate().isPresent()) {
      properties.put(prefix + "ssl.socketFactory", trusting(server.certificate().get()));
    }
    return properties;
  }

  /// Returns what to show as password: it, or a token that is good now.
  ///
  /// @throws IOException if there is no token to be had
  public static String secret(Server server) throws IOException {
    return server.tokens().isPresent() ? server.tokens().get().current() : server.secret();
  }

  /// Says that the server did not let us in; a token is not shown twice then.
  public static void refused(Server server) {
    server.tokens().ifPresent(AccessTokens::refused);
  }

  private static SSLSocketFactory trusting(Path pem) throws IOException {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int n = 0;
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("trusted-" + n++, certificate);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException(pem + " is not a list of certificates in PEM form", e);
    }
  }

  private static String ms(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  private MailConnection() {}
}
