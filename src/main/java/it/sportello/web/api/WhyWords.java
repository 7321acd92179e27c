package it.sportello.web.api;

import it.sportello.contact.Explanation;
import it.sportello.web.api.Shapes.Both;
import it.sportello.web.api.Shapes.Out;
import it.sportello.web.api.Shapes.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Says an explanation of the routing in Italian and English.
final class WhyWords {
  private static final Map<String, Both> REASONS =
      Map.ofEntries(
          entry("away", "non collegati", "away"),
          entry("pause", "in pausa", "on a break"),
          entry("no-console", "senza console", "without a console"),
          entry("no-phone", "senza telefono", "without a telephone"),
          entry(
              "busy", "occupati con qualcuno o con una proposta", "busy with somebody or an offer"),
          entry(
              "full",
              "con il massimo di contatti scritti",
              "with all the written work they may have"),
          entry(
              "gave-it-back",
              "l'hanno già rifiutato o lasciato passare",
              "gave it back or let it pass"),
          entry("excluded", "esclusi per questo contatto", "excluded for this contact"),
          entry("skills", "senza le competenze richieste", "without the skills it takes"),
          entry("other-channel", "non prendono questo canale", "do not take this channel"),
          entry("other-queue", "non servono questa coda", "do not serve this queue"),
          entry(
              "kept-for-operator",
              "il contatto è riservato a un altro",
              "it is kept for somebody else"));

  private WhyWords() {}

  static Why of(Explanation why, Names names) {
    List<Out> out = new ArrayList<>();
    why.out()
        .forEach(
            (reason, count) ->
                out.add(
                    new Out(
                        reason,
                        reason(reason),
                        count,
                        why.who().getOrDefault(reason, List.of()).stream()
                            .map(names::operator)
                            .toList())));
    return new Why(why.rule(), why.candidates(), text(why), out);
  }

  static Both reason(String code) {
    return REASONS.getOrDefault(code, new Both(code, code));
  }

  private static Both text(Explanation why) {
    Both rule = HistoryWords.known(why.rule());
    int n = why.candidates();
    String skills =
        why.skills().entrySet().stream()
            .map(s -> s.getKey() + " " + s.getValue())
            .collect(Collectors.joining(", "));
    String it =
        rule.it()
            + "; "
            + (n == 1 ? "1 operatore poteva prenderlo" : n + " operatori potevano prenderlo")
            + (skills.isEmpty() ? "" : "; richiede " + skills)
            + (why.step() == 0 ? "" : " (requisiti ridotti, passo " + why.step() + ")");
    String en =
        rule.en()
            + "; "
            + (n == 1 ? "1 operator could take it" : n + " operators could take it")
            + (skills.isEmpty() ? "" : "; it takes " + skills)
            + (why.step() == 0 ? "" : " (requirements relaxed, step " + why.step() + ")");
    return new Both(it, en);
  }

  private static Map.Entry<String, Both> entry(String code, String it, String en) {
    return Map.entry(code, new Both(it, en));
  }
}
