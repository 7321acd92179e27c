package it.sportello.mail.mime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The parts of a message that make it a PEC. Parts of attached messages are not among them, nor,
/// where a part of the message is signed, what stands beside that: anybody can put it there.
final class PecParts {
  private static final int MAX_DATICERT = (1 << 20) + 1;
  private static final int MAX_EVIDENCE = 4_096;
  private static final Pattern REM_EVIDENCE =
      Pattern.compile("uri\\.etsi\\.org/(19522|02640|19532)|REMEvidence|ERDSEvidence");

  private static final Pattern REM_ABOUT =
      Pattern.compile("<(?:\\w{1,40}:)?UAMessageIdentifier>([^<]{1,998})</");

  private static final Pattern DATICERT =
      Pattern.compile("(?is).{0,2000}?<(?:\\w{1,40}:)?postacert[\\s>].*");

  private final PartWalk walk;
  private final List<Part> parts;

  /// @param signed what the signature of the message is about; empty if it has none
  PecParts(PartWalk walk, Optional<RawEntity> signed) {
    this.walk = walk;
    parts =
        signed
            .map(within -> walk.parts().stream().filter(p -> p.isWithin(within)).toList())
            .orElseGet(() -> asTheyCame(walk));
  }

  /// Not what was unpacked from a file.
  private static List<Part> asTheyCame(PartWalk walk) {
    return walk.attachments().stream()
        .filter(a -> a.inside().isEmpty())
        .map(a -> walk.parts().get(a.part()))
        .toList();
  }

  /// The bytes of `daticert.xml`, whatever its type, else of the first XML that looks like one; one
  /// sign more than may be read if it is too large.
  Optional<byte[]> daticert() {
    return first(p -> name(p).equals("daticert.xml"))
        .or(() -> first(this::isDaticert))
        .map(p -> walk.head(p, MAX_DATICERT));
  }

  private boolean isDaticert(Part part) {
    boolean xml = part.type().endsWith("xml") || name(part).endsWith(".xml");
    return xml
        && DATICERT
            .matcher(new String(walk.head(part, MAX_EVIDENCE), StandardCharsets.ISO_8859_1))
            .matches();
  }

  /// The message that was sent: `postacert.eml`, whatever its type, else the first one attached,
  /// else the first file that is named like one.
  Optional<Part> message() {
    return first(p -> name(p).equals("postacert.eml"))
        .or(() -> first(p -> p.type().equals("message/rfc822")))
        .or(() -> first(p -> name(p).endsWith(".eml")));
  }

  private Optional<Part> first(Predicate<Part> wanted) {
    return parts.stream().filter(wanted).findFirst();
  }

  /// Whether it is registered electronic mail (ETSI EN 319 532, TS 102 640): the id of the message
  /// that it reports about; empty if it holds a message itself, or names none.
  Optional<String> rem(Header header) {
    if (!isRem(header) && !isRem()) {
      return Optional.empty();
    }
    Optional<Part> evidence = walk.parts().stream().filter(PecParts::isEvidence).findFirst();
    if (evidence.isEmpty() || message().isPresent()) {
      return Optional.of("");
    }
    return Stream.concat(
            MessageIds.parse(header.first("REM-UAMessageIdentifier")).stream(),
            about(evidence.get()).stream())
        .findFirst()
        .or(() -> Optional.of(""));
  }

  /// As the sender's program had named it.
  private Optional<String> about(Part evidence) {
    String xml = new String(walk.head(evidence, MAX_DATICERT), StandardCharsets.UTF_8);
    return REM_ABOUT
        .matcher(xml)
        .results()
        .map(found -> found.group(1).replace("&lt;", "<").replace("&gt;", ">").strip())
        .map(id -> id.startsWith("<") ? id : "<" + id + ">")
        .findFirst();
  }

  private boolean isRem() {
    return walk.parts().stream()
        .anyMatch(p -> p.has("REM-Section-Type") || p.has("X-REM-Section-Type") || isEvidence(p));
  }

  private static boolean isRem(Header header) {
    return header.names().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .anyMatch(name -> name.startsWith("rem-") || name.startsWith("x-rem-"));
  }

  private static boolean isEvidence(Part part) {
    if (!part.type().endsWith("xml")) {
      return false;
    }
    try (InputStream in = part.decoded()) {
      byte[] head = in.readNBytes(MAX_EVIDENCE);
      return REM_EVIDENCE.matcher(new String(head, StandardCharsets.ISO_8859_1)).find();
    } catch (IOException _) {
      return false;
    }
  }

  private static String name(Part part) {
    return part.name().orElse("").strip().toLowerCase(Locale.ROOT);
  }
}
