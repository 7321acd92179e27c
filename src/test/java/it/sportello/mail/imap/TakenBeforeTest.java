package it.sportello.mail.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.mail.InboundMail;
import it.sportello.mail.MailKey;
import it.sportello.mail.MailLedger;
import it.sportello.mail.MailNotTaken;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TakenBeforeTest {
  private static final MailKey FOLDER = new MailKey("info", "INBOX", 7, 1);

  private final TreeMap<Long, Long> known = new TreeMap<>();
  private long read;
  private long mostAtOnce;

  private final MailLedger ledger =
      new MailLedger() {
        @Override
        public SortedMap<Long, Long> taken(MailKey from, int most) {
          assertEquals(FOLDER, new MailKey(from.mailbox(), from.folder(), from.uidValidity(), 1));
          var piece = new TreeMap<Long, Long>();
          for (var one : known.tailMap(from.uid()).entrySet()) {
            if (piece.size() < most) {
              piece.put(one.getKey(), one.getValue());
            }
          }
          read += piece.size();
          mostAtOnce = Math.max(mostAtOnce, piece.size());
          return piece;
        }

        @Override
        public void takeMissed(InboundMail mail) {
          throw new UnsupportedOperationException();
        }
      };

  @Test
  void readsEachEntryOnceAndAFewAtATime() throws MailNotTaken {
    for (long uid = 1; uid <= 20_000; uid++) {
      known.put(uid * 3, uid);
    }
    var taken = new TakenBefore(ledger, FOLDER, 60_000);
    for (long uid = 1; uid <= 60_000; uid++) {
      Optional<Long> wanted = uid % 3 == 0 ? Optional.of(uid / 3) : Optional.empty();
      assertEquals(wanted, taken.size(uid));
    }
    assertEquals(20_000, taken.count());
    assertEquals(20_000, read);
    assertEquals(1_000, mostAtOnce);
  }

  @Test
  void countsWhatLiesInTheFolderNoMore() throws MailNotTaken {
    for (long uid = 1; uid <= 5_000; uid++) {
      known.put(uid, 9L);
    }
    var taken = new TakenBefore(ledger, FOLDER, 4_500);
    assertEquals(Optional.of(9L), taken.size(4_000));
    assertEquals(4_500, taken.count(), "what comes behind the cursor does not count");
  }

  @Test
  void findsNothingInAnEmptyLedger() throws MailNotTaken {
    var taken = new TakenBefore(ledger, FOLDER, 10);
    assertEquals(Optional.empty(), taken.size(3));
    assertEquals(0, taken.count());
  }

  @Test
  void goesOnBehindWhatWasTakenMeanwhile() throws MailNotTaken {
    for (long uid = 1; uid <= 1_000; uid++) {
      known.put(uid, 9L);
    }
    known.put(1_002L, 9L);
    var taken = new TakenBefore(ledger, FOLDER, 1_002);
    assertEquals(Optional.of(9L), taken.size(1_000));
    assertEquals(Optional.empty(), taken.size(1_001));
    known.put(1_001L, 9L);
    assertEquals(Optional.of(9L), taken.size(1_002));
    assertEquals(1_001, taken.count(), "it was missed, not gone");
  }
}
