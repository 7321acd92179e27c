package it.sportello.mail.mime;

import static it.sportello.mail.mime.Mails.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Messages of every kind, damaged at random: each still gives one whole JSON object.
class MutatedMailTest {
  private static final long SEED = 20261128;
  private static final int ROUNDS = 3_000;
  private static final List<String> WHOLE =
      List.of(
          """
          From: =?utf-8?q?Anna_R=C3=B2ssi?= <anna@example.it>
          To: urp@example.org, "Rossi, Bruno" <b@example.org>
          Subject: =?iso-8859-1?B?cGVyY2jp?= ancora
          Content-Type: multipart/mixed; boundary="a b"

          --a b
          Content-Type: multipart/alternative; boundary=c

          --c
          Content-Type: text/plain; charset=utf-7
          Content-Transfer-Encoding: quoted-printable

          perch+AOk- =3D
          begin 644 a.txt
          #0V%T
          `
          end
          --c
          Content-Type: text/html; charset=utf-16

          <p>ciao <img src=cid:x></p>
          --c--
          --a b
          Content-Type: application/pdf; name*0*=utf-8''a%20; name*1=b.pdf
          Content-Transfer-Encoding: base64
          Content-ID: <x>

          JVBERi0xLjQ=
          --a b
          Content-Type: application/ms-tnef; name=winmail.dat
          Content-Transfer-Encoding: base64

          eJ8+IgEVAQaQCAAEAAAAAAABAAEAAQeQBgAIAAAA5AQAAAAAAADoAAEIgAcAGAAAAElQTS5NaWNy
          --a b
          Content-Type: text/calendar

          BEGIN:VCALENDAR
          BEGIN:VEVENT
          SUMMARY:x
          END:VEVENT
          --a b--
          """,
          """
          Return-Path: <>
          From: MAILER-DAEMON@mx.example
          To: urp@example.org
          Subject: Undelivered
          Content-Type: multipart/report; report-type=delivery-status; boundary=x

          --x

          could not be delivered to anna@example.it
          --x
          Content-Type: message/delivery-status

          Final-Recipient: rfc822; anna@example.it
          Action: failed
          Status: 5.1.1
          --x
          Content-Type: message/rfc822

          Message-ID: <o@example.org>

          testo
          --x--
          """,
          """
          X-Trasporto: posta-certificata
          From: "Per conto di: anna@pec.example" <posta-certificata@gestore.example>
          Subject: POSTA CERTIFICATA: x
          Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary=s

          --s
          Content-Type: multipart/mixed; boundary=t

          --t
          Content-Type: application/xml; name=daticert.xml

          <?xml version="1.0"?><postacert tipo="posta-certificata" errore="nessuno"><intestazione>
          <mittente>anna@pec.example</mittente><destinatari tipo="certificato">u@pec.example</destinatari>
          <risposte>a</risposte><oggetto>x</oggetto></intestazione><dati><gestore-emittente>g
          </gestore-emittente><data zona="+0100"><giorno>05/01/2026</giorno><ora>10:20:30</ora></data>
          <identificativo>i</identificativo><msgid>&lt;m@x&gt;</msgid></dati></postacert>
          --t
          Content-Type: message/rfc822; name=postacert.eml

          From: anna@pec.example
          Message-ID: <m@x>

          ciao
          --t--
          --s
          Content-Type: application/pkcs7-signature; name=smime.p7s
          Content-Transfer-Encoding: base64

          MIAGCSqGSIb3DQEHAqCAMIACAQExDzANBglghkgBZQMEAgEFADCABgkqhkiG9w0BBwEAAA==
          --s--
          """);

  private final MailInspection inspection = new MailInspection(Mails.READER);
  private final JsonMapper json = JsonMapper.builder().build();

  @Test
  void saysSomethingOfEveryOne() throws IOException {
    var random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] raw = bytes(WHOLE.get(round % WHOLE.size()));
      for (int i = random.nextInt(8); i >= 0; i--) {
        raw = damaged(raw, random);
      }
      String told = "seed " + SEED + ", round " + round;
      var members = inspection.of(raw);
      assertEquals(20, members.size(), told);
      assertNotEquals("unreadable", members.get("kind"), told + ": " + members.get("problems"));
      json.writeValueAsString(members);
    }
  }

  /// Cuts out, doubles, overwrites or moves a piece, or changes one byte.
  private static byte[] damaged(byte[] raw, Random random) {
    int from = random.nextInt(raw.length + 1);
    int length = random.nextInt(Math.min(200, raw.length - from) + 1);
    var out = new ByteArrayOutputStream(raw.length + length);
    out.write(raw, 0, from);
    switch (random.nextInt(5)) {
      case 0 -> {
        // left out
      }
      case 1 -> {
        out.write(raw, from, length);
        out.write(raw, from, length);
      }
      case 2 -> {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        out.writeBytes(noise);
      }
      case 3 -> {
        int other = random.nextInt(raw.length - length + 1);
        out.write(raw, other, length);
      }
      default -> {
        out.write(random.nextInt(256));
        length = Math.min(1, raw.length - from);
      }
    }
    out.write(raw, from + length, raw.length - from - length);
    return out.toByteArray();
  }
}
