package it.sportello.mail.imap;

import it.sportello.mail.MailboxConfig;
import it.sportello.mail.wire.MailConnection;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.eclipse.angus.mail.imap.protocol.UIDSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection with one folder open, read-only (EXAMINE): no flag can change by our hand,
/// nothing can be deleted. Used by one thread.
final class ImapFolderLink implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ImapFolderLink.class);

  /// How much of a message is asked for at once.
  static final int CHUNK_BYTES = 1 << 20;

  private static final long WIDEST_WINDOW = 50_000;

  /// One message in the folder, its body not yet fetched.
  record Found(long uid, IMAPMessage message) {}

  private final IMAPStore store;
  private final IMAPFolder folder;
  private final int pageSize;
  private final boolean canIdle;
  private final long uidNextAtOpen;

  /// What came since and is still to be given: listed once, however many pages it fills.
  private final List<Found> ahead = new ArrayList<>();

  private ImapFolderLink(IMAPStore store, IMAPFolder folder, int pageSize)
      throws MessagingException {
    this.store = store;
    this.folder = folder;
    this.pageSize = pageSize;
    // asked before the folder is open, or it would open a second connection
    canIdle = store.hasCapability("IDLE");
    folder.open(Folder.READ_ONLY);
    uidNextAtOpen = folder.getUIDNext();
  }

  static ImapFolderLink open(MailboxConfig mailbox, String folderName, IntakeLimits limits)
      throws MessagingException, IOException {
    Properties properties =
        MailConnection.properties(
            mailbox.imap(), "imap", limits.connectWithin(), limits.answerWithin());
    properties.setProperty("mail.imap.peek", "true");
    properties.setProperty("mail.imap.fetchsize", Integer.toString(CHUNK_BYTES));
    var store = (IMAPStore) Session.getInstance(properties).getStore("imap");
    try {
      store.connect(mailbox.imap().user(), MailConnection.secret(mailbox.imap()));
      var folder = (IMAPFolder) store.getFolder(folderName);
      return new ImapFolderLink(store, folder, limits.pageSize());
    } catch (AuthenticationFailedException e) {
      MailConnection.refused(mailbox.imap());
      closeQuietly(store);
      throw e;
    } catch (MessagingException | IOException | RuntimeException e) {
      closeQuietly(store);
      throw e;
    }
  }

  long uidValidity() throws MessagingException {
    return folder.getUIDValidity();
  }

  boolean isOpen() {
    return folder.isOpen();
  }

  /// Returns the next messages from this UID on, in the order of their UIDs; none if there are
  /// none.
  List<Found> page(long from) throws MessagingException {
    long start = from;
    long window = pageSize;
    // up to the end as it was at opening by windows, or a full mailbox would come in one answer
    while (start < uidNextAtOpen) {
      long end = Math.min(start + window, uidNextAtOpen) - 1;
      List<Found> found = found(start, end);
      if (!found.isEmpty()) {
        return found;
      }
      start = end + 1;
      window = Math.min(window * 2, WIDEST_WINDOW);
    }
    ahead.removeIf(found -> found.uid() < from);
    if (ahead.isEmpty()) {
      // hears of news; without it, messages that came since are not known here
      noop();
      ahead.addAll(listed(Math.max(from, uidNextAtOpen), UIDFolder.LASTUID));
    }
    return page(ahead);
  }

  private List<Found> found(long start, long end) throws MessagingException {
    return page(listed(start, end));
  }

  private List<Found> listed(long start, long end) throws MessagingException {
    var found = new ArrayList<Found>();
    for (Message message : folder.getMessagesByUID(start, end)) {
      // "n:*" always gives the last message, even where its UID is below n (RFC 3501 §6.4.8)
      long uid = folder.getUID(message);
      if (uid >= start) {
        found.add(new Found(uid, (IMAPMessage) message));
      }
    }
    found.sort(Comparator.comparingLong(Found::uid));
    return found;
  }

  private List<Found> page(List<Found> found) throws MessagingException {
    List<Found> page = found.subList(0, Math.min(pageSize, found.size()));
    var profile = new FetchProfile();
    profile.add(FetchProfile.Item.SIZE);
    profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
    folder.fetch(page.stream().map(Found::message).toArray(Message[]::new), profile);
    return List.copyOf(page);
  }

  /// Asks for several messages with one command; `BODY.PEEK[]`, so their bytes are as they lie
  /// there.
  ///
  /// @param some small ones: all are in memory at once
  /// @return the bytes by UID; a message that the server does not give so is left out
  Map<Long, byte[]> contents(List<Found> some) throws MessagingException {
    String uids =
        UIDSet.toString(UIDSet.createUIDSets(some.stream().mapToLong(Found::uid).toArray()));
    var contents = new HashMap<Long, byte[]>();
    folder.doCommand(
        protocol -> {
          Response[] answers = protocol.command("UID FETCH " + uids + " (UID BODY.PEEK[])", null);
          protocol.notifyResponseHandlers(answers);
          for (Response answer : answers) {
            if (answer instanceof FetchResponse fetched) {
              keep(fetched, contents);
            }
          }
          if (answers[answers.length - 1].isBYE()) {
            protocol.handleResult(answers[answers.length - 1]);
          }
          return protocol;
        });
    return contents;
  }

  private static void keep(FetchResponse fetched, Map<Long, byte[]> contents) {
    UID uid = fetched.getItem(UID.class);
    BODY body = fetched.getItem(BODY.class);
    if (uid != null && body != null && body.getByteArray() != null) {
      ByteArray bytes = body.getByteArray();
      int from = bytes.getStart();
      contents.put(uid.uid, Arrays.copyOfRange(bytes.getBytes(), from, from + bytes.getCount()));
    }
  }

  /// Waits until the server says that something changed, or the time is over. What it says is not
  /// trusted further: the caller looks for itself.
  void waitForNews(Duration atMost) throws MessagingException, InterruptedException {
    if (!canIdle) {
      Thread.sleep(atMost);
      return;
    }
    var news = new CountDownLatch(1);
    Thread alarm = Thread.ofVirtual().start(() -> endIdle(news, atMost));
    try {
      folder.idle(true);
    } finally {
      news.countDown();
      // never interrupted: that would close the connection under it
      alarm.join();
    }
  }

  /// Asks at once; `getMessageCount` and the like do so only after a second of silence.
  private void noop() throws MessagingException {
    folder.doCommand(
        protocol -> {
          protocol.noop();
          return protocol;
        });
  }

  private void endIdle(CountDownLatch news, Duration atMost) {
    try {
      if (!news.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        noop(); // any command ends IDLE
      }
    } catch (MessagingException | InterruptedException e) {
      log.debug("IDLE could not be ended: {}", e.toString());
    }
  }

  /// Closes the connection. Nothing is expunged.
  @Override
  public void close() {
    closeQuietly(store);
  }

  private static void closeQuietly(IMAPStore store) {
    try {
      store.close();
    } catch (MessagingException e) {
      log.debug("closing an IMAP connection: {}", e.toString());
    }
  }
}
