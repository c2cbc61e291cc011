internal import CLinux
internal import Glibc

/// What a descriptor is watched for.
struct Interest: OptionSet {
  let rawValue: UInt32

  static let read = Interest(rawValue: EPOLLIN.rawValue)
  static let write = Interest(rawValue: EPOLLOUT.rawValue)
}

/// What a descriptor is ready for.
struct Readiness: OptionSet {
  let rawValue: UInt32

  static let readable = Readiness(rawValue: EPOLLIN.rawValue)
  static let writable = Readiness(rawValue: EPOLLOUT.rawValue)
  /// An error is pending, or neither side will send any more; reported whether it is watched for or not.
  static let hungUp = Readiness(rawValue: EPOLLHUP.rawValue | EPOLLERR.rawValue)
}

/// Who an event is for: a descriptor, and which of its many lives.
///
/// Numbers are reused at once, so that a batch may hold an event of a descriptor that an earlier event of the same batch
/// closed and another connection got. The generation tells them apart.
struct Token: Equatable {
  let value: UInt64

  init(value: UInt64) { self.value = value }

  init(descriptor: Int32, generation: UInt32) {
    value = UInt64(generation) << 32 | UInt64(UInt32(bitPattern: descriptor))
  }

  var descriptor: Int { Int(value & 0xFFFF_FFFF) }
  var generation: UInt32 { UInt32(value >> 32) }
}

/// The set of descriptors that one loop watches: epoll, and all that is Linux about readiness.
@safe
struct Poller: ~Copyable {
  private let epoll: OwnedDescriptor
  private var events: [epoll_event]

  /// The descriptor that is readable while an event waits.
  var descriptor: Int32 { epoll.number }

  init() throws(SystemError) {
    let number = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard number >= 0 else { throw SystemError("epoll_create1") }
    epoll = OwnedDescriptor(owning: number)
    unsafe events = [epoll_event](repeating: epoll_event(), count: 256)
  }

  func add(_ descriptor: Int32, _ interest: Interest, token: Token) throws(SystemError) {
    guard hoglet_epoll_control(epoll.number, EPOLL_CTL_ADD, descriptor, interest.rawValue, token.value) == 0
    else {
      throw SystemError("epoll_ctl")
    }
  }

  func change(_ descriptor: Int32, _ interest: Interest, token: Token) {
    let result = hoglet_epoll_control(epoll.number, EPOLL_CTL_MOD, descriptor, interest.rawValue, token.value)
    precondition(result == 0, "only descriptors that were added change")
  }

  /// Waits until something happens, for `milliseconds` at the most, and says how many events there are.
  mutating func wait(milliseconds: Int32) -> Int {
    let room = unsafe Int32(events.count)
    return Int(max(0, unsafe epoll_wait(epoll.number, &events, room, milliseconds)))
  }

  /// An event of the last wait.
  subscript(index: Int) -> (token: Token, readiness: Readiness) {
    unsafe events.withUnsafeBufferPointer { events in
      guard let event = unsafe events.baseAddress.map({ unsafe $0 + index }) else {
        preconditionFailure("there is room for events")
      }
      return unsafe (
        Token(value: hoglet_epoll_token(event)), Readiness(rawValue: hoglet_epoll_events(event))
      )
    }
  }
}
