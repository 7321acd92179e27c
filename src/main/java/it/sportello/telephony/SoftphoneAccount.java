package it.sportello.telephony;

/// An operator's softphone as the PBX knows it. The password lives as long as the server's process
/// and never leaves it but for the PBX: pages get one of their session's instead.
///
/// @param uri the address of record, `sip:user@host`
/// @param user the name for digest authentication
/// @param password the PBX's own
public record SoftphoneAccount(String uri, String user, String password) {
  @Override
  public String toString() {
    return "SoftphoneAccount[uri=" + uri + ", user=" + user + ", password=***]";
  }
}
