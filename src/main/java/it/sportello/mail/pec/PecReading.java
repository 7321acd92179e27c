package it.sportello.mail.pec;

import it.sportello.mail.Pec;
import it.sportello.mail.Pec.Term;
import it.sportello.mail.Reason;
import it.sportello.mail.Reason.Code;
import it.sportello.mail.Signature;
import it.sportello.mail.Signature.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Tells whether a PEC provider wrote a message, and what it certifies: by the message's own header
/// and its own `daticert.xml`, never by its subject, never by what lies inside an attached message.
///
/// Header lines are cheap to forge: they count only together with `daticert.xml` or a signature,
/// and never against a `daticert.xml` whose signature is good.
public final class PecReading {
  /// Every provider writes from this address in its own domain (RFC 6109 §3).
  private static final Pattern PROVIDER =
      Pattern.compile("(?is)(?:.*<)?posta-certificata@[^<>]*>?");

  private static final Pattern ON_BEHALF = Pattern.compile("(?i).*per conto di:?\\s*([^\"<>]+).*");

  private final UnaryOperator<String> header;
  private final Outside outside;
  private final Signature signature;
  private final List<Reason> problems = new ArrayList<>();

  /// What the reader of a message found at its top level.
  ///
  /// @param daticert the bytes of `daticert.xml`, if the message has one that is not inside an
  ///   attached message
  /// @param hasMessage whether a message is attached
  /// @param signed whether there is a signature, good or bad
  /// @param text what people read
  /// @param rem present for registered electronic mail: the id of the message that it reports
  ///   about, empty if it does not
  public record Outside(
      Optional<byte[]> daticert,
      boolean hasMessage,
      boolean signed,
      String text,
      Optional<String> rem) {}

  /// @param header a field's first value, decoded; empty if there is none
  public PecReading(UnaryOperator<String> header, Outside outside, Signature signature) {
    this.header = header;
    this.outside = outside;
    this.signature = signature;
  }

  /// What was odd; complete after [#find].
  public List<Reason> problems() {
    return List.copyOf(problems);
  }

  /// Returns what the provider says; empty for an ordinary message.
  ///
  /// @param innerMessageId the Message-ID of the attached message; empty if there is none
  public Optional<Pec> find(String innerMessageId) {
    Optional<Daticert> daticert = outside.daticert().flatMap(DaticertReader::read);
    if (outside.daticert().isPresent() && daticert.isEmpty()) {
      problems.add(Reason.of(Code.DATICERT_UNREADABLE));
    }
    Optional<Pec.Type> type = type(daticert);
    if (type.isPresent() && type.get() != Pec.Type.REM) {
      signature(type.get(), daticert.isPresent());
    }
    return type.map(t -> pec(t, daticert, innerMessageId));
  }

  private Optional<Pec.Type> type(Optional<Daticert> daticert) {
    String transport = header.apply("X-Trasporto").strip().toLowerCase(Locale.ROOT);
    String receipt = header.apply("X-Ricevuta").strip();
    Optional<Pec.Type> certified =
        daticert
            .flatMap(d -> Pec.Type.of(d.type()))
            .filter(t -> t.isReceipt() || t == Pec.Type.POSTA_CERTIFICATA);
    if (certified.isPresent() && signature.verdict() == Verdict.VALID) {
      contradicted(certified.get(), transport, receipt);
      return certified;
    }
    if (transport.isEmpty() && receipt.isEmpty()) {
      return withoutHeader(certified);
    }
    if (daticert.isEmpty() && !outside.signed()) {
      problems.add(
          Reason.of(Code.FORGED_HEADER, transport.isEmpty() ? "X-Ricevuta" : "X-Trasporto"));
      return Optional.empty();
    }
    if (!transport.isEmpty()) {
      return envelope(transport, certified);
    }
    return receipt(receipt, certified);
  }

  /// Header lines that were lost, added or changed on the way change nothing of what was signed.
  private void contradicted(Pec.Type sealed, String transport, String receipt) {
    if (transport.isEmpty() && receipt.isEmpty()) {
      problems.add(Reason.of(Code.NO_PEC_HEADER));
    }
    String envelope = sealed.isReceipt() ? "" : sealed.code();
    if (!transport.isEmpty() && !transport.equals(envelope)) {
      problems.add(Reason.of(Code.CONTRADICTION, "X-Trasporto", sealed.code()));
    }
    if (!receipt.isEmpty() && !Pec.Type.of(receipt).equals(Optional.of(sealed))) {
      problems.add(Reason.of(Code.CONTRADICTION, "X-Ricevuta", sealed.code()));
    }
    if (!sealed.isReceipt() && !outside.hasMessage()) {
      problems.add(Reason.of(Code.EMPTY_ENVELOPE));
    }
  }

  /// Somebody who signs a letter of their own may attach the `daticert.xml` of an earlier one.
  private Optional<Pec.Type> withoutHeader(Optional<Pec.Type> certified) {
    boolean provider = PROVIDER.matcher(header.apply("From").strip()).matches();
    if (certified.isPresent() && signature.intact() && provider) {
      problems.add(Reason.of(Code.NO_PEC_HEADER));
      return certified;
    }
    if (certified.isPresent()) {
      problems.add(Reason.of(Code.DATICERT_IGNORED));
    }
    return outside.rem().map(_ -> Pec.Type.REM);
  }

  private Optional<Pec.Type> envelope(String transport, Optional<Pec.Type> certified) {
    if (transport.equals("errore")) {
      return Optional.of(Pec.Type.ANOMALIA);
    }
    if (certified.isPresent() && certified.get() != Pec.Type.POSTA_CERTIFICATA) {
      problems.add(Reason.of(Code.CONTRADICTION, "X-Trasporto", certified.get().code()));
    }
    if (!outside.hasMessage()) {
      problems.add(Reason.of(Code.EMPTY_ENVELOPE));
    }
    return Optional.of(Pec.Type.POSTA_CERTIFICATA);
  }

  private Optional<Pec.Type> receipt(String header, Optional<Pec.Type> certified) {
    Optional<Pec.Type> said = Pec.Type.of(header).filter(t -> t.isReceipt());
    Optional<Pec.Type> sealed = certified.filter(t -> t.isReceipt());
    if (sealed.isPresent() && !sealed.equals(said)) {
      problems.add(Reason.of(Code.CONTRADICTION, "X-Ricevuta", sealed.get().code()));
    }
    Optional<Pec.Type> type = sealed.or(() -> said);
    if (type.isEmpty()) {
      problems.add(Reason.of(Code.UNKNOWN_RECEIPT));
    }
    return type;
  }

  private void signature(Pec.Type type, boolean certified) {
    if (signature.verdict() != Verdict.VALID) {
      problems.add(Reason.of(signature.verdict().said()));
      signature.why().ifPresent(problems::add);
    }
    if (!certified && type != Pec.Type.ANOMALIA) {
      problems.add(Reason.of(Code.NOT_CERTIFIED));
    }
  }

  private Pec pec(Pec.Type type, Optional<Daticert> daticert, String innerMessageId) {
    Daticert d = daticert.orElseGet(() -> byHeader(type));
    String receipt = d.receipt().isEmpty() ? header.apply("X-TipoRicevuta").strip() : d.receipt();
    return new Pec(
        type,
        daticert.isPresent(),
        d.identificativo(),
        type == Pec.Type.REM ? outside.rem().orElse("") : clientId(d),
        d.sender(),
        d.recipients(),
        d.replyTo(),
        d.subject(),
        d.time(),
        d.provider(),
        receipt.toLowerCase(Locale.ROOT),
        d.delivery(),
        d.error(),
        d.errorDetail(),
        type == Pec.Type.PREAVVISO_ERRORE_CONSEGNA
            ? LateNotice.term(outside.text(), d.errorDetail(), d.subject())
            : Term.NONE,
        header.apply("Message-ID").strip(),
        innerMessageId,
        signature);
  }

  private String clientId(Daticert d) {
    return d.msgid().isEmpty() ? header.apply("X-Riferimento-Message-ID").strip() : d.msgid();
  }

  private Daticert byHeader(Pec.Type type) {
    boolean virus = header.apply("X-VerificaSicurezza").strip().equalsIgnoreCase("errore");
    var onBehalf = ON_BEHALF.matcher(header.apply("From"));
    return new Daticert(
        type.code(),
        virus ? "virus" : "",
        onBehalf.matches() ? onBehalf.group(1).strip() : header.apply("X-Mittente").strip(),
        List.of(),
        type == Pec.Type.POSTA_CERTIFICATA ? header.apply("Reply-To").strip() : "",
        "",
        "",
        Optional.empty(),
        "",
        "",
        "",
        "",
        "");
  }
}
