package it.sportello.telephony.ami;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.OperatorId;
import it.sportello.telephony.SoftphoneAccount;
import it.sportello.telephony.ami.AmiConfig.Line;
import it.sportello.telephony.ami.AmiConfig.Phone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmiLinesTest {
  private static final OperatorId ANNA = new OperatorId("anna");
  private static final OperatorId BRUNO = new OperatorId("bruno");

  @TempDir private Path directory;

  @Test
  void makesAnAccountForEachBrowserAndNoneForDeskPhones() {
    AmiLines lines = lines(file());
    SoftphoneAccount account = lines.accountFor(ANNA).orElseThrow();
    assertEquals("op101", account.user());
    assertEquals("sip:op101@sportello.invalid", account.uri());
    assertEquals(Optional.empty(), lines.accountFor(BRUNO));
    assertEquals(Optional.empty(), lines.accountFor(new OperatorId("carla")));
  }

  @Test
  void writesTheAccountsWhereOnlyOwnerAndGroupCanRead() throws IOException {
    AmiLines lines = lines(file());
    lines.write();
    lines.write();
    String text = Files.readString(file());
    assertTrue(text.contains("[op101](operator)\n"), text);
    assertTrue(text.contains("password = " + password(lines) + "\n"), text);
    assertFalse(text.contains("op201"), text);
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    try (var left = Files.list(directory)) {
      assertEquals(List.of(file()), left.toList());
    }
  }

  @Test
  void everyStartMakesNewPasswords() {
    assertNotEquals(password(lines(file())), password(lines(file())));
    assertEquals(40, password(lines(file())).length());
  }

  @Test
  void neverPrintsAPassword() {
    AmiLines lines = lines(file());
    assertFalse(lines.accountFor(ANNA).orElseThrow().toString().contains(password(lines)));
  }

  @Test
  void saysWhichFileCannotBeWritten() throws IOException {
    Path notADirectory = Files.createFile(directory.resolve("file"));
    AmiLines lines = lines(notADirectory.resolve("operators.conf"));
    var refused = assertThrows(UncheckedIOException.class, lines::write);
    assertTrue(
        String.valueOf(refused.getMessage()).contains("operators.conf"), refused::getMessage);
  }

  private Path file() {
    return directory.resolve("operators.conf");
  }

  private static AmiLines lines(Path file) {
    return new AmiLines(
        new AmiConfig(
            "127.0.0.1",
            5038,
            "sportello",
            "secret",
            file,
            file.resolveSibling("prompts"),
            Map.of(ANNA, Line.inBrowser("101"), BRUNO, new Line("201", Phone.DESK))),
        new SecureRandom());
  }

  private static String password(AmiLines lines) {
    return lines.accountFor(ANNA).orElseThrow().password();
  }
}
