package it.sportello.mail.pec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.mail.Pec.Recipient;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is made of `daticert.xml` in the forms in which providers write it.
class DaticertReaderTest {
  private static final String XML =
      PecAuthority.daticert("accettazione", "nessuno", Map.of()).replace("altro<", "perché<");
  private static final Daticert RIGHT = read(XML.getBytes(StandardCharsets.UTF_8));

  @Test
  void readsWhatItSays() {
    assertEquals("Pratica & perché", RIGHT.subject());
    assertEquals("<ours@urp.test>", RIGHT.msgid());
    assertEquals(
        List.of(new Recipient("dora@pec.test", true), new Recipient("ugo@example.org", false)),
        RIGHT.recipients());
  }

  @Test
  void readsItInTheCharsetItIsWrittenIn() {
    for (String charset : List.of("ISO-8859-1", "windows-1252", "UTF-16")) {
      byte[] declared = XML.replace("UTF-8", charset).getBytes(Charset.forName(charset));
      assertEquals(RIGHT, read(declared), charset);
    }
    String bare = XML.substring(XML.indexOf('\n') + 1);
    assertEquals(RIGHT, read(("\uFEFF" + bare).getBytes(StandardCharsets.UTF_8)));
    assertEquals(RIGHT, read(bare.getBytes(StandardCharsets.ISO_8859_1)));
    assertEquals(RIGHT, read(XML.getBytes(StandardCharsets.ISO_8859_1)), "declared as UTF-8");
  }

  @Test
  void readsNamesAndCodesInAnyCase() {
    String shouting =
        XML.replace("<postacert tipo", "<PostaCert TIPO")
            .replace("</postacert", "</PostaCert")
            .replace("errore=\"nessuno\"", "Errore=\"NESSUNO\"")
            .replace("\"esterno\"", "\"ESTERNO\"")
            .replace("zona=", "ZONA=");
    assertEquals(RIGHT, read(shouting.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void readsWhatIsNoXmlForTheSakeOfSomeSigns() {
    assertEquals(RIGHT, read(XML.replace("&lt;ours@urp.test&gt;", "<ours@urp.test>")));
    assertEquals(RIGHT, read(XML.replace("&amp;", "&")));
    assertEquals(RIGHT, read(XML.replace("perché", "\u0001perché")));
    assertEquals(RIGHT, read(XML + "\u0000\u0000"));
    assertEquals(RIGHT, read(XML.replace("perché", "<![CDATA[perché]]>")));
    assertEquals(
        "Pratica & x < y <b>", read(XML.replace("perché", "x < y <b>")).subject(), "no element");
  }

  @Test
  void mendsNoStructure() {
    for (String broken :
        List.of(
            XML.replace("</dati>", ""),
            XML.replace("<postacert", "<other").replace("</postacert", "</other"),
            XML.replace("<postacert", "<other><postacert")
                .replace("</postacert>", "</postacert></other>"),
            XML.substring(0, XML.length() / 2),
            "<postacert tipo=\"accettazione\"")) {
      assertEquals(
          Optional.empty(), DaticertReader.read(broken.getBytes(StandardCharsets.UTF_8)), broken);
    }
  }

  @Test
  void leavesAloneWhatDeclaresEntities() {
    String poisoned =
        XML.replace(
                "<postacert",
                "<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><postacert")
            .replace("Gestore di prova", "&x;");
    assertEquals(Optional.empty(), DaticertReader.read(poisoned.getBytes(StandardCharsets.UTF_8)));
    String elsewhere =
        XML.replace("<postacert", "<!DOCTYPE p SYSTEM \"http://127.0.0.1:1/p.dtd\"><postacert")
            .replace("Gestore di prova", "&x;");
    DaticertReader.read(elsewhere.getBytes(StandardCharsets.UTF_8))
        .ifPresent(d -> assertEquals("&x;", d.provider(), "as it is written"));
  }

  @Test
  void takesOnlyTheAddress() {
    String named =
        XML.replace("<mittente>urp@pec.test", "<mittente>&lt;urp@pec.test&gt;")
            .replace(">dora@pec.test<", ">Dora &lt;dora@pec.test&gt;<");
    assertEquals(RIGHT, read(named));
  }

  @Test
  void aVeryLongOneIsNone() {
    byte[] long1 = XML.replace("perché", "x".repeat(1 << 20)).getBytes(StandardCharsets.UTF_8);
    assertTrue(DaticertReader.read(long1).isEmpty());
  }

  private static Daticert read(String xml) {
    return read(xml.getBytes(StandardCharsets.UTF_8));
  }

  private static Daticert read(byte[] xml) {
    return DaticertReader.read(xml).orElseThrow();
  }
}
