package it.sportello.mail;

/// How far one folder has been taken.
///
/// @param uidValidity the folder's UIDVALIDITY when it was read
/// @param lastUid the highest UID that was taken; everything up to it has a fate in the journal
public record MailCursor(long uidValidity, long lastUid) {}
