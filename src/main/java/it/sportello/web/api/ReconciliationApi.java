package it.sportello.web.api;

import it.sportello.access.Role;
import it.sportello.mail.Reason;
import it.sportello.mail.imap.FolderReport;
import it.sportello.mail.imap.Reconciliation.Report;
import it.sportello.web.api.Shapes.Said;
import it.sportello.web.server.Access;
import it.sportello.web.server.Method;
import it.sportello.web.server.Request;
import it.sportello.web.server.Response;
import it.sportello.web.server.Route;
import it.sportello.web.server.Router;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The comparison of the mailboxes with the journal: what the last one gave, and one right now. For
/// supervisors.
public final class ReconciliationApi {
  /// Compares.
  @FunctionalInterface
  public interface Run {
    /// Returns when every folder was compared.
    Report now() throws InterruptedException;
  }

  /// What a comparison gave.
  ///
  /// @param at when it ended; empty if there was none since the start
  public record Reconciled(Optional<Instant> at, List<Folder> folders) {}

  /// What it gave of one folder.
  ///
  /// @param missedInAll how many messages had no fate; `missed` lists the first of them
  /// @param failed how many of them could still not be taken
  /// @param trouble why it could not be compared; empty if it was
  public record Folder(
      String mailbox,
      String folder,
      long onServer,
      long matched,
      long gone,
      long otherSize,
      long missedInAll,
      long failed,
      List<Missed> missed,
      String trouble,
      List<Said> reasons) {}

  /// A message that had no fate.
  ///
  /// @param trouble why it could not be taken, in English; empty if it was
  /// @param reasons the same, for people
  public record Missed(long uid, String messageId, String trouble, List<Said> reasons) {}

  private record Nothing() {}

  private final Supplier<Optional<Report>> last;
  private final Run run;

  public ReconciliationApi(Supplier<Optional<Report>> last, Run run) {
    this.last = last;
    this.run = run;
  }

  /// Adds this API's routes.
  public void addTo(Router router) {
    Access supervisors = Access.anyOf(Role.SUPERVISOR);
    router.add(
        Method.GET,
        "/api/v1/reconciliation",
        supervisors,
        _ -> Response.json(last.get().map(ReconciliationApi::shape).orElseGet(() -> none())));
    router.add(Route.of(Method.POST, "/api/v1/reconciliation", supervisors, this::now));
  }

  private Response now(Request request) throws InterruptedException {
    request.json(Nothing.class);
    return Response.json(shape(run.now()));
  }

  private static Reconciled none() {
    return new Reconciled(Optional.empty(), List.of());
  }

  private static Reconciled shape(Report report) {
    return new Reconciled(
        Optional.of(report.at()), report.folders().stream().map(ReconciliationApi::shape).toList());
  }

  private static Folder shape(FolderReport f) {
    return new Folder(
        f.mailbox(),
        f.folder(),
        f.onServer(),
        f.matched(),
        f.gone(),
        f.otherSize(),
        f.missedInAll(),
        f.failed(),
        f.missed().stream()
            .map(m -> new Missed(m.uid(), m.messageId(), words(m.trouble()), said(m.trouble())))
            .toList(),
        words(f.trouble()),
        said(f.trouble()));
  }

  private static String words(Optional<Reason> why) {
    return why.map(Reason::words).orElse("");
  }

  private static List<Said> said(Optional<Reason> why) {
    return Said.of(why.stream().toList());
  }
}
