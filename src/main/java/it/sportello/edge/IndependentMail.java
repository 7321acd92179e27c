package it.sportello.edge;

import it.sportello.base.Sha256;
import it.sportello.mail.InboundMail;
import it.sportello.mail.InboundMail.Content.Understood;
import it.sportello.mail.ParsedMail;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Cuts messages into runs of which none has to see, in the history, what became of another one: no
/// answer beside what it answers, no message beside one with the same bytes.
///
/// Certified mail and bounces stand alone: what they are about is known by several ids.
final class IndependentMail {
  private final Set<Sha256> bytes = new HashSet<>();
  private final Set<String> named = new HashSet<>();
  private final List<List<InboundMail>> runs = new ArrayList<>();
  private boolean alone;

  private IndependentMail() {}

  /// Cuts them.
  ///
  /// @param mails in the order of their arrival
  /// @return the same, in the same order
  static List<List<InboundMail>> runs(List<InboundMail> mails) {
    var cut = new IndependentMail();
    mails.forEach(cut::add);
    return cut.runs;
  }

  private void add(InboundMail mail) {
    boolean standsAlone =
        mail.content() instanceof Understood u
            && (u.mail().pec().isPresent() || u.mail().bounce().isPresent());
    List<String> ids = mail.content() instanceof Understood u ? ids(u.mail()) : List.of();
    if (runs.isEmpty()
        || alone
        || standsAlone
        || bytes.contains(mail.raw())
        || ids.stream().anyMatch(named::contains)) {
      runs.add(new ArrayList<>());
      bytes.clear();
      named.clear();
    }
    alone = standsAlone;
    bytes.add(mail.raw());
    named.addAll(ids);
    runs.getLast().add(mail);
  }

  /// Two answers to one message are not independent either: the second may go on what the first
  /// began.
  private static List<String> ids(ParsedMail mail) {
    return Stream.of(
            Stream.of(mail.messageId()), mail.inReplyTo().stream(), mail.references().stream())
        .flatMap(s -> s)
        .filter(id -> !id.isEmpty())
        .toList();
  }
}
