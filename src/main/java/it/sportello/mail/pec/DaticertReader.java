package it.sportello.mail.pec;

import it.sportello.mail.Pec.Recipient;
import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads `daticert.xml`. Never fetches anything, never resolves an entity of its own: a `DOCTYPE`
/// is passed over. Used once, by one thread.
final class DaticertReader {
  static final int MAX_BYTES = 1 << 20;
  private static final int MAX_DEPTH = 20;
  private static final int MAX_RECIPIENTS = 5_000;
  private static final int MAX_TEXT = 4_000;
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("d/M/uuuu H:m:s", Locale.ROOT);

  private final Map<String, String> texts = new HashMap<>();
  private final List<Recipient> recipients = new ArrayList<>();
  private final Deque<StringBuilder> open = new ArrayDeque<>();
  private String type = "";
  private String error = "";
  private String receipt = "";
  private String zone = "";
  private boolean certified;

  private DaticertReader() {}

  /// Returns what it says; empty if it is no such document.
  static Optional<Daticert> read(byte[] xml) {
    if (xml.length > MAX_BYTES) {
      return Optional.empty();
    }
    try {
      return new DaticertReader().document(factory().createXMLStreamReader(trimmed(xml)));
    } catch (XMLStreamException | RuntimeException _) {
      // the platform's parser throws unchecked exceptions at some malformed documents
      return Optional.empty();
    }
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver((_, _, _, _) -> new ByteArrayInputStream(new byte[0]));
    return factory;
  }

  /// Some documents begin with blank lines, which XML does not allow before its declaration.
  private static ByteArrayInputStream trimmed(byte[] xml) {
    int start = 0;
    while (start < xml.length && xml[start] >= 0 && xml[start] <= ' ') {
      start++;
    }
    return new ByteArrayInputStream(xml, start, xml.length - start);
  }

  private Optional<Daticert> document(XMLStreamReader in) throws XMLStreamException {
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> start(in);
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters(in.getText());
        case XMLStreamConstants.END_ELEMENT -> end(in.getLocalName());
        case XMLStreamConstants.ENTITY_REFERENCE -> throw new XMLStreamException("an entity");
        default -> {}
      }
    }
    return type.isEmpty() ? Optional.empty() : Optional.of(result());
  }

  private void start(XMLStreamReader in) throws XMLStreamException {
    if (open.size() >= MAX_DEPTH || recipients.size() > MAX_RECIPIENTS) {
      throw new XMLStreamException("too much");
    }
    String name = in.getLocalName();
    if (open.isEmpty()) {
      if (!name.equals("postacert")) {
        throw new XMLStreamException("not a postacert");
      }
      type = attribute(in, "tipo");
      String said = attribute(in, "errore");
      error = said.isEmpty() ? "nessuno" : said; // the DTD's default
    }
    switch (name) {
      // the DTD's default is "certificato"
      case "destinatari" -> certified = !attribute(in, "tipo").equalsIgnoreCase("esterno");
      case "data" -> zone = attribute(in, "zona");
      case "ricevuta" -> receipt = attribute(in, "tipo");
      default -> {}
    }
    open.push(new StringBuilder());
  }

  private static String attribute(XMLStreamReader in, String name) {
    String value = in.getAttributeValue(null, name);
    return value == null ? "" : value.strip();
  }

  private void characters(String text) {
    StringBuilder into = open.peek();
    if (into != null && into.length() < MAX_TEXT) {
      into.append(text, 0, Math.min(text.length(), MAX_TEXT - into.length()));
    }
  }

  private void end(String name) {
    String text = open.pop().toString().strip();
    if (name.equals("destinatari")) {
      recipients.add(new Recipient(text, certified));
    } else {
      texts.putIfAbsent(name, text);
    }
  }

  private Daticert result() {
    return new Daticert(
        type,
        error,
        text("mittente"),
        List.copyOf(recipients),
        text("risposte"),
        text("oggetto"),
        text("gestore-emittente"),
        time(),
        text("identificativo"),
        text("msgid"),
        receipt,
        text("consegna"),
        text("errore-esteso"));
  }

  private String text(String name) {
    return texts.getOrDefault(name, "");
  }

  private Optional<OffsetDateTime> time() {
    try {
      var local = LocalDateTime.parse(text("giorno") + " " + text("ora"), DAY_AND_TIME);
      String offset = zone.replace(":", "");
      String whole = offset.matches("[0-9]{4}") ? "+" + offset : offset;
      return Optional.of(local.atOffset(ZoneOffset.of(whole)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
