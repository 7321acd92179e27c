package it.sportello.web.api;

import it.sportello.history.HistoryBroken;
import it.sportello.web.server.Response;
import it.sportello.web.server.Router;

/// What whoever reads histories or figures is told while these are being made again.
public final class BrokenHistory {
  private BrokenHistory() {}

  /// Adds the answer for all routes.
  public static void addTo(Router router) {
    router.onFailure(
        HistoryBroken.class,
        _ ->
            Response.problem(
                503,
                "history-unavailable",
                "Contatti e indicatori non sono leggibili adesso: vengono ricostruiti dal giornale,"
                    + " nulla va perso. Riprovare tra qualche minuto. / Contacts and figures cannot"
                    + " be read now: they are being made again from the journal, nothing is lost."
                    + " Try again in a few minutes."));
  }
}
