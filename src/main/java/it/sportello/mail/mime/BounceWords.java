package it.sportello.mail.mime;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a mailer that does not follow RFC 3464 says in words: that something could not be
/// delivered, to whom, and whether it goes on trying.
///
/// Only what comes before the returned message is looked at: what the customer once wrote must not
/// be taken for the mailer's words.
final class BounceWords {
  private static final Pattern FAILED =
      Pattern.compile(
          "(?is)(?:could|can|was|were|been|did|has) ?(?:not|n't)(?: yet)?(?: be|"
              + " been)?\\s+delivered|not (?:yet )?(?:been )?delivered|unable to deliver|not able"
              + " to deliver|wasn't able to (?:deliver|establish)|undeliver(?:able|ed)|could not"
              + " deliver|deliv?e?ry[^.]{0,80}(?:failed|postponed|delayed|aborted|error)|not reach"
              + " the following|fatal delivery errors|permanent (?:fatal )?errors?|failed"
              + " addresses|no valid recipients|returned because|address(?:es)? failed|requested"
              + " action not taken|unknown user|user unknown|no such user|user not found|did not"
              + " exactly match|delivered to the following|automatically rejected|pas pu"
              + " (?:etre|être) (?:delivr|délivr|remis)|nicht zugestellt|no pudo ser entregado|non"
              + " (?:è|e'|é) stat[oa] (?:recapitat|consegnat)[oa]|non"
              + " (?:è|e'|é) stato possibile (?:recapitare|consegnare)|impossibile"
              + " (?:recapitare|consegnare)|mancat[oa] (?:recapito|consegna)|non"
              + " (?:può|puo'|poteva) essere (?:recapitat|consegnat)|может быть доставлено");

  private static final Pattern GOES_ON =
      Pattern.compile(
          "(?is)not yet been delivered|has been postponed|(?:will|to) continue (?:to (?:try|be))?"
              + "|will be retried|attempts will (?:continue|be made)|just a warning"
              + "|riprover|ulteriori tentativi");

  /// Where the returned message or its head begins.
  private static final Pattern RETURNED =
      Pattern.compile(
          "(?im)^[ \\t>*|-]*(?:(?:the )?original message(?! was received)|returned (?:mail|message)"
              + " follows|message (?:header|text) follows|old message:|messaggio originale"
              + "|received:|return-path:|message-id:|mime-version:)");

  private static final String ADDRESS =
      "\"?<?([A-Za-z0-9._%+=-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,10})";

  private static final Pattern ANY_ADDRESS = Pattern.compile(ADDRESS);

  /// Ways of naming who was not reached, the surest first. White space is bounded: the text is a
  /// stranger's, and an endless gap must not cost endless time.
  private static final List<Pattern> NAMED =
      List.of(
          Pattern.compile("(?i)dda:smtp=" + ADDRESS),
          Pattern.compile("(?im)^[ \\t]*(?:failed|intended) recipient:[ \\t]*" + ADDRESS),
          Pattern.compile("(?im)^[ \\t]*<" + ADDRESS.substring(4) + ">:"),
          Pattern.compile(
              "(?is)(?:recipient\\(?s?\\)?|address(?:es)?|address\\(es\\)|users?|destinatar[io]"
                  + "|indirizz[io]|adressen?)\\b[^@]{0,120}?[:\\s](?:[*-][ \\t]{0,8})?"
                  + ADDRESS),
          Pattern.compile("(?i)rcpt to:[ \\t]*" + ADDRESS),
          Pattern.compile(
              "(?i)(?:message|mail|deliver(?:ed|y)?|delivrer?|consegn\\w*|recapit\\w*)\\s{1,8}(?:to|a|al)["
                  + " \\t]{0,8}:?\\s{0,40}"
                  + ADDRESS),
          Pattern.compile(
              "(?im)^[ \\t]*"
                  + ADDRESS
                  + ">?[ \\t]{0,8}(?:\\.\\.\\.|-|:).{0,40}(?:unknown|no such|not found)"));

  private final String said;

  /// @param text the readable body
  BounceWords(String text) {
    Matcher returned = RETURNED.matcher(text);
    said = returned.find() && returned.start() > 0 ? text.substring(0, returned.start()) : text;
  }

  /// Whether it says that something was not delivered.
  boolean sayFailed() {
    return FAILED.matcher(said).find();
  }

  /// Whether the mailer will try again by itself.
  boolean sayDelayed() {
    return GOES_ON.matcher(said).find();
  }

  /// Returns who was not reached; empty if that cannot be told.
  ///
  /// @param own addresses of ours, lower case: they are the sender's, not the recipient's
  Optional<String> recipient(String own) {
    for (Pattern pattern : NAMED) {
      Optional<String> found = first(pattern, own);
      if (found.isPresent()) {
        return found;
      }
    }
    return first(ANY_ADDRESS, own);
  }

  private Optional<String> first(Pattern pattern, String own) {
    Matcher address = pattern.matcher(said);
    while (address.find()) {
      String found = address.group(1).toLowerCase(Locale.ROOT);
      boolean machine = found.startsWith("postmaster@") || found.startsWith("mailer-daemon@");
      if (!own.contains(found) && !machine) {
        return Optional.of(address.group(1));
      }
    }
    return Optional.empty();
  }
}
