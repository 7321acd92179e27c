package it.sportello.mail.mime;

import jakarta.mail.Session;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.util.MailStreamProvider;

/// The one place where Jakarta Mail is told to read leniently.
///
/// Most of its switches are system properties that its classes read once, when they load: [#set] is
/// the first thing the program does.
public final class MailSwitches {
  private static final List<String> ON =
      List.of(
          "mail.mime.base64.ignoreerrors",
          "mail.mime.uudecode.ignoreerrors",
          "mail.mime.uudecode.ignoremissingbeginend",
          "mail.mime.ignoreunknownencoding",
          "mail.mime.ignoremultipartencoding",
          "mail.mime.multipart.ignoremissingendboundary",
          "mail.mime.multipart.ignoremissingboundaryparameter",
          "mail.mime.multipart.allowempty");
  private static final List<String> OFF =
      List.of(
          "mail.mime.parameters.strict",
          "mail.mime.decodetext.strict",
          "mail.mime.address.strict",
          // off: header bytes stay bytes, one sign each, and HeaderText finds out what they mean
          "mail.mime.allowutf8");

  /// Sets the system properties. Called before any class of Jakarta Mail loads; again is harmless.
  public static void set() {
    ON.forEach(name -> System.setProperty(name, "true"));
    OFF.forEach(name -> System.setProperty(name, "false"));
    // or it is looked for in all jars again with every header and every decoded part
    System.setProperty("jakarta.mail.util.StreamProvider", MailStreamProvider.class.getName());
  }

  /// Returns a session for messages that do not touch the network.
  static Session session() {
    return Session.getInstance(properties());
  }

  /// Returns the same switches as session properties, to be completed by a connection's own.
  public static Properties properties() {
    set();
    var properties = new Properties();
    ON.forEach(name -> properties.setProperty(name, "true"));
    OFF.forEach(name -> properties.setProperty(name, "false"));
    return properties;
  }

  private MailSwitches() {}
}
