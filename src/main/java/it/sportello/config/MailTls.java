package it.sportello.config;

/// How a connection to a mail server is protected.
public enum MailTls {
  /// Not at all: for this machine only.
  NONE,
  /// From the STARTTLS command on; refused if the server does not offer it.
  STARTTLS,
  /// From the first byte.
  TLS
}
