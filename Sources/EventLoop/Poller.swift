internal import CLinux
internal import Glibc

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

  func remove(_ descriptor: Int32) {
    _ = hoglet_epoll_control(epoll.number, EPOLL_CTL_DEL, descriptor, 0, 0)
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
