import DequeModule
import Guarding

/// What has happened in a store lately, in order, for all who follow it.
///
/// A ring of names, not of messages, so that a follower who is slow or gone costs nothing and keeps nothing alive. Each
/// follower keeps its own place in it (`Cursor`) and reads when it has time. One that falls behind the oldest event is
/// told that it has missed some.
public final class MailEvents: Sendable {
  /// How many events are kept by default.
  public static let capacity = 4096

  /// A place between two events.
  public struct Cursor: Hashable, Sendable {
    /// How many events are in front of it since the store was made: the number of the event behind it.
    public fileprivate(set) var number: UInt64
  }

  /// What a follower finds at its place.
  public enum Reading: Hashable, Sendable {
    /// The next event; the place is behind it now.
    case event(MailEvent)
    /// So many events are not kept any more; the place is in front of the oldest that is.
    case missed(UInt64)
    /// There is none yet.
    case upToDate
  }

  private struct Ring {
    var events: Deque<MailEvent> = []
    /// The number of the first event that is kept.
    var first: UInt64 = 0
    var observers: [@Sendable () -> Void] = []

    var end: UInt64 { first + UInt64(events.count) }
  }

  private let capacity: Int
  private let ring = Guarded(Ring())

  /// A ring that holds the last `capacity` events.
  public init(capacity: Int = MailEvents.capacity) {
    precondition(capacity > 0, "a ring without room would lose everything")
    self.capacity = capacity
  }

  /// Tells all followers of `event`.
  ///
  /// To be called by the store while it holds the lock under which the messages changed, so that the order of the events
  /// is the order of the changes.
  public func publish(_ event: MailEvent) {
    let observers = ring.withLock { ring in
      if ring.events.count == capacity {
        ring.events.removeFirst()
        ring.first += 1
      }
      ring.events.append(event)
      return ring.observers
    }
    for observer in observers { observer() }
  }

  /// Calls `body` after every event from now on, for as long as these events are there.
  ///
  /// - Parameter body: Called by whoever changed the store, perhaps under its lock: it may do no more than wake somebody,
  ///   who then reads.
  public func observe(_ body: @escaping @Sendable () -> Void) {
    ring.withLock { $0.observers.append(body) }
  }

  /// The place behind the last event.
  public var end: Cursor { ring.withLock { Cursor(number: $0.end) } }

  /// The place that has so many events in front of it; nil if none has, or what is behind it is not all kept any more.
  public func cursor(_ number: UInt64) -> Cursor? {
    ring.withLock { $0.first <= number && number <= $0.end ? Cursor(number: number) : nil }
  }

  /// Reads what is at `cursor` and moves it on.
  public func read(_ cursor: inout Cursor) -> Reading {
    ring.withLock { ring in
      guard cursor.number < ring.end else { return .upToDate }
      guard cursor.number >= ring.first else {
        let missed = ring.first - cursor.number
        cursor.number = ring.first
        return .missed(missed)
      }
      let event = ring.events[Int(cursor.number - ring.first)]
      cursor.number += 1
      return .event(event)
    }
  }
}
