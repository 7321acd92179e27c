package it.sportello.telephony;

/// What an operator's softphone needs to register at the PBX. The password lives as long as the
/// server's process.
///
/// @param uri the address of record, `sip:user@host`
/// @param user the name for digest authentication
public record SoftphoneAccount(String uri, String user, String password) {
  @Override
  public String toString() {
    return "SoftphoneAccount[uri=" + uri + ", user=" + user + ", password=***]";
  }
}
