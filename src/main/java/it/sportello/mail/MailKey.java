package it.sportello.mail;

/// Names one message in one folder of one mailbox on its server: the key that makes intake
/// exactly-once in effect.
///
/// @param mailbox our name for the account, as in the configuration
/// @param folder the IMAP folder's name
/// @param uidValidity RFC 3501 §2.3.1.1
/// @param uid RFC 3501 §2.3.1.1
public record MailKey(String mailbox, String folder, long uidValidity, long uid) {}
