package it.sportello.store.file;

import it.sportello.journal.JournalBroken;
import it.sportello.journal.JournalRefused;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What a caller asks of the journal's thread, and waits for.
sealed class Job {
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

  /// Lets the caller go on.
  final void end(Outcome reached) {
    outcome.complete(reached);
  }

  /// Waits, whatever interrupts come, and returns the first sequence of the entries.
  final long await() throws JournalRefused {
    return switch (outcome.join()) {
      case Outcome.Done done -> done.firstSequence();
      case Outcome.Refused(var why) ->
          throw new JournalRefused(String.valueOf(why.getMessage()), why);
      case Outcome.Broken(var why) ->
          throw new JournalBroken(String.valueOf(why.getMessage()), why);
    };
  }

  /// Appends one batch.
  static final class Append extends Job {
    private final List<EncodedDraft> drafts;
    private final int bytes;

    /// @param drafts at least one
    Append(List<EncodedDraft> drafts) {
      this.drafts = drafts;
      this.bytes = Math.toIntExact(drafts.stream().mapToLong(EncodedDraft::frameLength).sum());
    }

    List<EncodedDraft> drafts() {
      return drafts;
    }

    /// Returns the length in bytes of all its frames.
    int bytes() {
      return bytes;
    }
  }

  /// Erases the personal part of one entry, after what was begun before.
  static final class Erase extends Job {
    private final Optional<ErasablePlace> place;

    /// @param place empty if the entry has none to be seen; what was begun is finished all the same
    Erase(Optional<ErasablePlace> place) {
      this.place = place;
    }

    Optional<ErasablePlace> place() {
      return place;
    }
  }
}
