package it.sportello.mail.pec;

import it.sportello.mail.Pec.Recipient;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
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
/// is passed over. Names and codes count in any case, whatever their namespace. Used once, by one
/// thread.
final class DaticertReader {
  static final int MAX_BYTES = 1 << 20;
  private static final int MAX_DEPTH = 20;
  private static final int MAX_RECIPIENTS = 5_000;
  private static final int MAX_TEXT = 4_000;

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
    return document(factory -> factory.createXMLStreamReader(trimmed(xml)))
        .or(
            () ->
                MendedDaticert.of(xml)
                    .flatMap(
                        text ->
                            document(
                                factory -> factory.createXMLStreamReader(new StringReader(text)))));
  }

  /// Opens a document.
  private interface Opening {
    XMLStreamReader with(XMLInputFactory factory) throws XMLStreamException;
  }

  private static Optional<Daticert> document(Opening opening) {
    try {
      return new DaticertReader().document(opening.with(factory()));
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
    factory.setXMLReporter((_, _, _, _) -> {}); // else the parser writes to the console
    factory.setXMLResolver((_, _, _, _) -> new ByteArrayInputStream(new byte[0]));
    return factory;
  }

  /// Some documents begin with blank lines, which XML does not allow before its declaration.
  private static ByteArrayInputStream trimmed(byte[] xml) {
    int start = 0;
    while (start < xml.length && xml[start] > 0 && xml[start] <= ' ') {
      start++;
    }
    return new ByteArrayInputStream(xml, start, xml.length - start);
  }

  private Optional<Daticert> document(XMLStreamReader in) throws XMLStreamException {
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> start(in);
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters(in.getText());
        case XMLStreamConstants.END_ELEMENT -> end(plain(in.getLocalName()));
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
    String name = plain(in.getLocalName());
    if (open.isEmpty()) {
      if (!name.equals("postacert")) {
        throw new XMLStreamException("not a postacert");
      }
      type = attribute(in, "tipo");
      String said = plain(attribute(in, "errore"));
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
    for (int i = 0; i < in.getAttributeCount(); i++) {
      if (plain(in.getAttributeLocalName(i)).equals(name)) {
        return in.getAttributeValue(i).strip();
      }
    }
    return "";
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT);
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
      recipients.add(new Recipient(address(text), certified));
    } else {
      texts.putIfAbsent(name, text);
    }
  }

  private Daticert result() {
    return new Daticert(
        type,
        error,
        address(text("mittente")),
        List.copyOf(recipients),
        address(text("risposte")),
        text("oggetto"),
        text("gestore-emittente"),
        ProviderTime.of(text("giorno"), text("ora"), zone),
        text("identificativo"),
        text("msgid"),
        receipt,
        address(text("consegna")),
        text("errore-esteso"));
  }

  private String text(String name) {
    return texts.getOrDefault(name, "");
  }

  /// Only the address of `Name <address>`.
  private static String address(String text) {
    int open = text.lastIndexOf('<');
    int close = text.indexOf('>', open + 1);
    return open >= 0 && close > open ? text.substring(open + 1, close).strip() : text;
  }
}
