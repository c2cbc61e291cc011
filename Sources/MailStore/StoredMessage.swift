public import Bytes
import Guarding
import Synchronization

/// A caught message: the bytes as received, and what the server knows about their arrival.
///
/// A class because many readers hold one message at once: a reader costs one reference count and no copy. All of it is
/// immutable but whether somebody has read it, which its store notes.
public final class StoredMessage: Sendable {
  /// Its name.
  public let id: MessageID
  /// Who sent it to whom.
  public let envelope: Envelope
  /// Header section and body, dot-unstuffed and otherwise untouched (`Raw.Data` to MailHog's clients).
  public let data: [UInt8]
  /// Whether the CRLF that ended the last line is left out of `data`.
  ///
  /// MailHog leaves it out of what DATA sent, and so do we; downloads and release append it. What BDAT sent, and an
  /// empty message, are complete as they are.
  public let lacksFinalLineBreak: Bool
  /// When the server had all of it.
  public let created: Timestamp

  private let readFlag: Atomic<Bool>

  /// Where its memory is counted since no store keeps it in memory.
  private let afterlife = Guarded<LingeringMail?>(nil)

  /// What lists show of it, once somebody has asked; see `index`.
  let knownIndex = Guarded<MailIndex?>(nil)
  /// Whether decoding shows more than the bytes do: 0 as long as nobody has looked, 1 for no, 2 for yes.
  let decoding = Atomic<UInt8>(0)

  /// A message of these.
  public init(
    id: MessageID,
    envelope: Envelope,
    data: [UInt8],
    lacksFinalLineBreak: Bool,
    created: Timestamp,
    isRead: Bool = false
  ) {
    readFlag = Atomic(isRead)
    self.id = id
    self.envelope = envelope
    self.data = data
    self.lacksFinalLineBreak = lacksFinalLineBreak
    self.created = created
  }

  deinit {
    afterlife.withLock { $0?.subtract(footprint) }
  }

  /// Its bytes as it was received, the line end that `data` may lack included.
  public var size: Int { data.count + (lacksFinalLineBreak ? 2 : 0) }

  /// Whether somebody has read it, as far as its store has heard.
  public var isRead: Bool { readFlag.load(ordering: .relaxed) }

  /// Takes note of whether somebody has read it, and says whether that is news.
  ///
  /// To be called by the store that keeps it, under the lock that makes it one thing with what the store counts and tells.
  @discardableResult
  public func note(isRead: Bool) -> Bool { readFlag.exchange(isRead, ordering: .relaxed) != isRead }

  /// Another one of the same bytes, for those who may not see this one change.
  public func copy(isRead: Bool) -> StoredMessage {
    let copy = StoredMessage(
      id: id,
      envelope: envelope,
      data: data,
      lacksFinalLineBreak: lacksFinalLineBreak,
      created: created,
      isRead: isRead
    )
    let index = knownIndex.withLock { $0 }
    copy.knownIndex.withLock { $0 = index }
    copy.decoding.store(decoding.load(ordering: .relaxed), ordering: .relaxed)
    return copy
  }

  /// Whether only those who hold it keep it in memory: its store has given it up, or has it on a disk.
  public var isRemoved: Bool { afterlife.withLock { $0 != nil } }

  /// Tells it that no store keeps it in memory; from now on its memory is counted there, as long as someone holds it.
  public func remove(countingIn mail: LingeringMail) {
    afterlife.withLock { current in
      guard current == nil else { return }
      mail.add(footprint)
      current = mail
    }
  }
}
