package it.sportello.mail.pec;

/// Writes registered electronic mail as a provider would (ETSI EN 319 532-3): a message of somebody
/// in its dispatch, and what a provider reports about one. Unsigned.
public final class RemPost {
  private static final String SERVICE = "rem-service@rem.test";

  private RemPost() {}

  /// A message in its dispatch.
  ///
  /// @param id the provider's id of the dispatch, without brackets
  /// @param fields further lines of its header, each with its end
  public static String dispatch(String id, String from, String to, String fields) {
    return """
    From: "%s" <%s>
    To: %s
    Subject: Istanza via REM
    Message-ID: <%s>
    %sMIME-Version: 1.0
    Content-Type: multipart/mixed; boundary="rem"

    --rem
    Content-Type: text/plain; charset=utf-8
    REM-Section-Type: rem_message/introduction

    Questo è un messaggio di posta elettronica registrata.
    --rem
    Content-Type: message/rfc822; name="AttachedMimeMessage"
    REM-Section-Type: rem_message/original

    From: %s
    To: %s
    Subject: Istanza
    Message-ID: <original.%s>
    REM-UAMessageIdentifier: <client.%s>

    Buongiorno.
    --rem
    Content-Type: application/xml; name="SubmissionAcceptance.xml"
    Content-Disposition: attachment; filename="SubmissionAcceptance.xml"
    REM-Section-Type: rem_message/ers_evidence

    %s
    --rem--
    """
        .formatted(
            from, SERVICE, to, id, fields, from, to, id, id, evidence("&lt;client." + id + "&gt;"));
  }

  /// What a provider reports about a message: no message of anybody is in it.
  ///
  /// @param id the provider's id of the report, without brackets
  /// @param about the id that the sender's program had given the message, with angle brackets
  public static String report(String id, String to, String about) {
    return """
    From: <%s>
    To: %s
    Subject: ContentConsignment: not delivered
    Message-ID: <%s>
    Auto-Submitted: auto-generated
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary="rem"

    --rem
    Content-Type: text/plain; charset=utf-8

    Evidenza.
    --rem
    Content-Type: application/xml; name="ContentConsignment.xml"
    Content-Disposition: attachment; filename="ContentConsignment.xml"
    REM-Section-Type: rem_message/ers_evidence

    %s
    --rem--
    """
        .formatted(SERVICE, to, id, evidence(about.replace("<", "&lt;").replace(">", "&gt;")));
  }

  private static String evidence(String about) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <rem:REMEvidence xmlns:rem="http://uri.etsi.org/02640/v2#">
    <rem:SenderMessageDetails><rem:UAMessageIdentifier>%s</rem:UAMessageIdentifier>
    </rem:SenderMessageDetails></rem:REMEvidence>\
    """
        .formatted(about);
  }
}
