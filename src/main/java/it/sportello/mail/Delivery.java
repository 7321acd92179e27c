package it.sportello.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What became of a certified message at one recipient, from everything that was said about it.
///
/// Pure. Providers say it in any order, late, and sometimes twice: the same statements always give
/// the same end, whatever the order in which they came.
///
/// @param certified whether the recipient's mailbox is a certified one; true until the acceptance
///   says that it is not
/// @param at when the provider did what decides the state; the beginning of time if nobody said
///   anything
/// @param detail in the provider's words; may be empty
public record Delivery(String address, boolean certified, State state, Instant at, String detail) {
  /// The notice after twelve hours and the one after twenty-four look the same (DM 2/11/2005,
  /// 6.4.7): where the text does not tell, the clock does.
  private static final Duration MIDDLE = Duration.ofHours(18);

  /// What decides, from the strongest word to the weakest.
  private static final List<Evidence.Kind> STRONGEST_FIRST =
      List.of(
          Evidence.Kind.DELIVERED,
          Evidence.Kind.VIRUS,
          Evidence.Kind.FAILED,
          Evidence.Kind.EXPIRED,
          Evidence.Kind.LATE,
          Evidence.Kind.ACCEPTED,
          Evidence.Kind.NOT_ACCEPTED);

  /// Whether nothing more is to come.
  public boolean isFinal() {
    return state.last || (state == State.ACCEPTED && !certified);
  }

  /// Returns the end at each recipient, in their order; those that only the provider names last.
  ///
  /// @param recipients to whom we sent it
  public static List<Delivery> of(Collection<String> recipients, Collection<Evidence> said) {
    List<Evidence> all = distinct(said);
    var names = new LinkedHashMap<String, String>();
    recipients.forEach(r -> names.putIfAbsent(plain(r), r));
    all.stream()
        .filter(e -> e.kind() == Evidence.Kind.ACCEPTED)
        .flatMap(e -> e.recipients().stream())
        .forEach(r -> names.putIfAbsent(plain(r.address()), r.address()));
    boolean single = names.size() == 1;
    return names.values().stream().map(r -> at(r, all, single)).toList();
  }

  /// Each statement once, in the order in which the providers made them.
  private static List<Evidence> distinct(Collection<Evidence> said) {
    var byId = new LinkedHashMap<String, Evidence>();
    said.stream()
        .sorted(
            Comparator.comparing(Evidence::at)
                .thenComparing(Evidence::kind)
                .thenComparing(Evidence::recipient)
                .thenComparing(Evidence::ownId)
                .thenComparing(e -> e.raw().hex()))
        .forEach(e -> byId.putIfAbsent(e.ownId().isEmpty() ? e.raw().hex() : e.ownId(), e));
    return List.copyOf(byId.values());
  }

  private static Delivery at(String recipient, List<Evidence> all, boolean single) {
    Optional<Instant> accepted =
        all.stream().filter(e -> e.kind() == Evidence.Kind.ACCEPTED).map(Evidence::at).findFirst();
    Map<Evidence.Kind, Evidence> first = new EnumMap<>(Evidence.Kind.class);
    boolean warned = false;
    for (Evidence e : all) {
      if (concerns(e, recipient, single)) {
        Evidence.Kind kind = kind(e, accepted, warned);
        warned |= kind == Evidence.Kind.LATE;
        first.putIfAbsent(kind, e);
      }
    }
    boolean certified =
        all.stream()
            .filter(e -> e.kind() == Evidence.Kind.ACCEPTED)
            .flatMap(e -> e.recipients().stream())
            .filter(r -> plain(r.address()).equals(plain(recipient)))
            .allMatch(Evidence.Recipient::certified);
    return STRONGEST_FIRST.stream()
        .filter(first::containsKey)
        .findFirst()
        .map(
            kind -> {
              Evidence e = java.util.Objects.requireNonNull(first.get(kind));
              return new Delivery(
                  recipient, certified, state(kind, e, first::containsKey), e.at(), e.detail());
            })
        .orElseGet(() -> new Delivery(recipient, certified, State.AWAITED, Instant.MIN, ""));
  }

  /// A good word that names nobody is not spread over several; a bad one is.
  private static boolean concerns(Evidence e, String recipient, boolean single) {
    boolean good = e.kind() == Evidence.Kind.DELIVERED || e.kind() == Evidence.Kind.RELAYED;
    boolean ofAll = single || !good;
    return e.recipient().isEmpty() ? ofAll : plain(e.recipient()).equals(plain(recipient));
  }

  private static Evidence.Kind kind(Evidence e, Optional<Instant> accepted, boolean warned) {
    if (e.kind() != Evidence.Kind.OVERDUE) {
      return e.kind();
    }
    boolean second = accepted.filter(at -> !e.at().isBefore(at.plus(MIDDLE))).isPresent();
    return warned || second ? Evidence.Kind.EXPIRED : Evidence.Kind.LATE;
  }

  private static State state(Evidence.Kind kind, Evidence e, Predicate<Evidence.Kind> said) {
    return switch (kind) {
      case DELIVERED ->
          said.test(Evidence.Kind.EXPIRED)
                  || said.test(Evidence.Kind.FAILED)
                  || said.test(Evidence.Kind.VIRUS)
              ? State.DELIVERED_AFTER_ALL
              : State.DELIVERED;
      case VIRUS -> State.VIRUS;
      case FAILED -> State.FAILED;
      case EXPIRED -> State.EXPIRED;
      case LATE, OVERDUE -> State.LATE;
      case ACCEPTED -> State.ACCEPTED;
      case NOT_ACCEPTED ->
          e.error().equals("virus") ? State.NOT_ACCEPTED_VIRUS : State.NOT_ACCEPTED;
      case RELAYED, ENVELOPE, ORDINARY, NOT_INTERPRETED -> State.AWAITED;
    };
  }

  private static String plain(String address) {
    return address.strip().toLowerCase(Locale.ROOT);
  }

  /// Where the message is.
  public enum State {
    /// Nothing was said yet.
    AWAITED("awaited", false),
    /// It counts as sent. To a mailbox that is no certified one nothing more is ever told.
    ACCEPTED("accepted", false),
    /// Not sent.
    NOT_ACCEPTED("not-accepted", true),
    /// Not sent, because of something harmful in it.
    NOT_ACCEPTED_VIRUS("not-accepted-virus", true),
    /// Twelve hours have passed; it may still be delivered.
    LATE("late", false),
    /// It counts as delivered.
    DELIVERED("delivered", true),
    /// It was delivered, although a notice had given it up: both count.
    DELIVERED_AFTER_ALL("delivered-after-all", true),
    /// Twenty-four hours have passed: given up.
    EXPIRED("expired", true),
    /// It could not be delivered.
    FAILED("failed", true),
    /// It was not delivered, because of something harmful in it.
    VIRUS("virus", true);

    private final String code;
    private final boolean last;

    State(String code, boolean last) {
      this.code = code;
      this.last = last;
    }

    /// As it is written outside the program.
    public String code() {
      return code;
    }
  }
}
