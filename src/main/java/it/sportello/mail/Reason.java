package it.sportello.mail;

import it.sportello.base.Coded;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Why something became of a message, or what is odd about it: a code and what belongs to it, so
/// that everybody can read it in their own language.
///
/// @param code which sentence
/// @param values what stands at its places `{0}`, `{1}`...: addresses, names, numbers, and words of
///   somebody else, which nobody translates
public record Reason(Code code, List<String> values) {
  private static final int MAX_VALUE = 500;
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

  public Reason {
    values = List.copyOf(values);
  }

  /// Says it.
  ///
  /// @param values as many as the sentence has places; each is cut after 500 signs; null says
  ///   nothing
  public static Reason of(Code code, @Nullable Object... values) {
    if (values.length != code.places()) {
      throw new IllegalArgumentException(
          code + ": " + values.length + " values (expected: " + code.places() + ")");
    }
    return new Reason(
        code, Arrays.stream(values).map(v -> v == null ? "" : cut(v.toString())).toList());
  }

  /// Words that nobody translates: of older entries, and of other servers.
  public static Reason text(String words) {
    return of(Code.TEXT, words);
  }

  /// What an entry of the journal says: those of before codes came say it in words.
  ///
  /// @param words may be empty
  public static List<Reason> of(String words, List<Reason> reasons) {
    return words.isEmpty() ? List.copyOf(reasons) : List.of(text(words));
  }

  private static String cut(String value) {
    return value.length() <= MAX_VALUE
        ? value
        : value.substring(0, value.offsetByCodePoints(0, value.codePointCount(0, MAX_VALUE)));
  }

  /// In English, for logs and for programs.
  public String words() {
    return PLACE.matcher(code.words).replaceAll(place -> value(place.group(1))).strip();
  }

  private String value(String place) {
    int at = Integer.parseInt(place);
    return at < values.size() ? Matcher.quoteReplacement(values.get(at)) : "";
  }

  /// In English; empty if there is none.
  public static String words(List<Reason> reasons) {
    return reasons.stream().map(Reason::words).collect(Collectors.joining("; "));
  }

  /// What it quotes, without a language of its own; may be empty.
  public String quoted() {
    return String.join(" ", values).strip();
  }

  /// The sentences there are. The console has words for each in all its languages
  /// (`docs/contract/samples/reasons.json`); the codes are in the journal.
  public enum Code implements Coded {
    TEXT("text", "{0}"),

    // fates
    KNOWN_BYTES("known-bytes", "the same bytes were taken before"),
    RECONCILED("reconciled", "found by the reconciliation"),
    ABOUT_NOTHING("about-nothing", "about no message that we know"),
    BOUNCE_HARD("bounce-hard", "hard {0}"),
    BOUNCE_SOFT("bounce-soft", "soft {0}"),
    PEC_RECEIPT("pec-receipt", "PEC {0}"),
    RECEIPT_FOR("receipt-for", "for {0}"),
    PROVIDER_SAYS("provider-says", "the provider says: {0}"),
    REM("rem", "REM: not interpreted"),
    UNANSWERED_NO_ADDRESS(
        "unanswered-no-address", "not acknowledged: it names no address to write to"),
    UNANSWERED_NO_REPLY("unanswered-no-reply", "not acknowledged: nobody reads at its address"),
    UNANSWERED_OWN_ADDRESS(
        "unanswered-own-address", "not acknowledged: it comes from an address of ours"),
    UNANSWERED_SPAM("unanswered-spam", "not acknowledged: it is marked as spam"),
    UNANSWERED_UNCERTIFIED("unanswered-uncertified", "not acknowledged: it is not certified mail"),
    UNANSWERED_REM("unanswered-rem", "not acknowledged: it is registered mail"),
    UNANSWERED_CORRESPONDENT(
        "unanswered-correspondent", "not acknowledged: its address had as many as it may in a day"),
    UNANSWERED_MAILBOX(
        "unanswered-mailbox", "not acknowledged: the mailbox sent as many as it may in a day"),

    // written by a machine
    AUTO_FIELD("auto-field", "{0}"),
    AUTO_READ_RECEIPT("auto-read-receipt", "a read receipt"),
    AUTO_DELIVERY_REPORT("auto-delivery-report", "a delivery report"),
    AUTO_REPORT("auto-report", "a report"),
    AUTO_NO_RETURN("auto-no-return", "Return-Path: <>"),
    AUTO_NO_AUTHOR("auto-no-author", "From is empty"),
    AUTO_SENDER("auto-sender", "From: {0}"),
    AUTO_SUPPRESSED("auto-suppressed", "X-Auto-Response-Suppress and the subject"),
    AUTO_SUBJECT("auto-subject", "the subject"),

    // not read, or not whole
    NOT_GIVEN("not-given", "the server does not give this message, it stays there: {0}"),
    TOO_LARGE("too-large", "larger than {0} bytes"),
    TOO_LARGE_HERE(
        "too-large-here",
        "larger than {0} bytes: only its first {1} are kept, all of it is on the server"),
    HEADER_LINES("header-lines", "its header has more than {0} lines"),
    TOO_SLOW("too-slow", "reading it takes longer than {0} s"),
    UNREADABLE("unreadable", "cannot be read: {0}"),
    MANY_PARTS("many-parts", "more than {0} parts; the rest is in the original only"),
    DAMAGED("damaged", "{0} is damaged: {1}"),
    NO_PARTS("no-parts", "{0} without parts, shown as text"),
    NOT_CUT("not-cut", "{0} cannot be cut into parts: {1}"),
    TEXT_CUT("text-cut", "text of {0} bytes was cut; the rest is in the original only"),
    CHARSET_WRONG("charset-wrong", "charset is \"{0}\", meant is utf-8"),
    CHARSET_UNKNOWN("charset-unknown", "charset \"{0}\" is not known"),
    MUCH_PACKED("much-packed", "not everything packed in {0} was unpacked: too much"),
    NOT_UNPACKED("not-unpacked", "{0} is damaged and was not unpacked"),
    NOT_OPENED("not-opened", "{0} cannot be opened: encrypted or damaged"),
    MUCH_INSIDE("much-inside", "{0} was not unpacked: too much"),
    INSIDE_UNREADABLE("inside-unreadable", "{0}: what is inside cannot be read: {1}"),
    LETTER_UNREADABLE("letter-unreadable", "the message inside cannot be read: {0}"),
    FILE_VALID("file-valid", "{0}: signature valid, {1}"),
    FILE_INVALID("file-invalid", "{0}: signature invalid, {1}"),
    FILE_UNTRUSTED("file-untrusted", "{0}: signature untrusted, {1}"),
    FILE_ERROR("file-error", "{0}: signature error, {1}"),

    // certified mail
    DATICERT_UNREADABLE(
        "daticert-unreadable", "daticert.xml cannot be read; the header is used instead"),
    FORGED_HEADER(
        "forged-header",
        "{0} without a signature and without daticert.xml: taken for an ordinary message"),
    NO_PEC_HEADER(
        "no-pec-header", "neither X-Trasporto nor X-Ricevuta: known by daticert.xml alone"),
    DATICERT_IGNORED(
        "daticert-ignored",
        "a daticert.xml without a PEC header and without a good signature: ignored"),
    CONTRADICTION("contradiction", "{0} contradicts daticert.xml ({1})"),
    EMPTY_ENVELOPE("empty-envelope", "an envelope without the message it should hold"),
    UNKNOWN_RECEIPT(
        "unknown-receipt", "X-Ricevuta of an unknown kind: taken for an ordinary message"),
    NOT_CERTIFIED("not-certified", "no daticert.xml: nothing of it is certified"),
    SIGNATURE_VALID("signature-valid", "signature valid"),
    SIGNATURE_INVALID("signature-invalid", "signature invalid"),
    SIGNATURE_UNTRUSTED("signature-untrusted", "signature untrusted"),
    SIGNATURE_UNSIGNED("signature-unsigned", "signature unsigned"),
    SIGNATURE_ERROR("signature-error", "signature error"),

    // signatures
    UNSIGNED("unsigned", "the message carries no signature"),
    SIGNATURE_LONG("signature-long", "the signature has {0} bytes"),
    SIGNATURE_UNREADABLE("signature-unreadable", "the signature cannot be read: {0}"),
    NOBODY_SIGNED("nobody-signed", "nobody signed"),
    NO_CERTIFICATE("no-certificate", "the signer's certificate is not in the message"),
    OTHER_BYTES("other-bytes", "the signature does not belong to these bytes"),
    BYTES_UNPROVEN("bytes-unproven", "the signature does not belong to these bytes: {0}"),
    NOT_FOR_SIGNING("not-for-signing", "the certificate is not made for signing"),
    NOT_FOR_MAIL("not-for-mail", "the certificate is not made for mail"),
    OTHER_ADDRESS("other-address", "the certificate does not belong to {0}"),
    OF_NOBODY("of-nobody", "the certificate does not belong to nobody"),
    CERTIFICATE_UNREADABLE("certificate-unreadable", "the certificate cannot be read: {0}"),
    NOT_TRUSTED(
        "not-trusted",
        "the certificate does not lead to a trusted authority; the last one at hand is {0}"),
    MAY_NOT_CERTIFY("may-not-certify", "its authority may not certify {0}"),
    PATH_BAD("path-bad", "the certificate's path is not good at {0}: {1}"),

    // messages of ours
    NO_SUCH_MAILBOX("no-such-mailbox", "there is no mailbox \"{0}\" to send from"),
    NO_SENDER("no-sender", "no mailbox sends for {0}"),
    NO_RECIPIENT("no-recipient", "the message has no recipient"),
    BAD_ADDRESS("bad-address", "\"{0}\" is not an address that can be written to"),
    NOT_WRITTEN("not-written", "the message cannot be written: {0}"),
    BYTES_MISSING("bytes-missing", "its bytes are missing"),
    BYTES_UNREAD("bytes-unread", "its bytes cannot be read: {0}"),
    NO_ENTRY("no-entry", "{0} does not let us in: {1}"),
    CONNECTION("connection", "{0}: {1}"),
    LEAVING_UNRECORDED("leaving-unrecorded", "it could not be recorded that it leaves"),
    STOPPED("stopped", "the server stopped while it was sent"),
    BUG("bug", "an error in the server: {0}"),

    // the comparison with the journal
    NOT_READ_YET("not-read-yet", "it has not been read to its end yet"),
    MAIL_SERVER("mail-server", "{0}"),
    NOT_RECORDED("not-recorded", "it cannot be recorded now: {0}"),
    STILL_NOT_GIVEN("still-not-given", "the server does not give it: {0}");

    private final String code;
    private final String words;

    Code(String code, String words) {
      this.code = code;
      this.words = words;
    }

    @Override
    public String code() {
      return code;
    }

    /// The sentence in English, with its places.
    public String pattern() {
      return words;
    }

    /// How many values it takes.
    public int places() {
      int places = 0;
      while (words.contains("{" + places + "}")) {
        places++;
      }
      return places;
    }
  }
}
