internal import Dispatch
internal import Glibc

/// One thread's worth of sockets: an epoll set behind a single Dispatch source.
///
/// Everything that lives on a loop (streams, their handlers, listeners) is owned by this actor and is not Sendable. What
/// needs the loop takes it as an `isolated` parameter, so that the compiler proves what other designs check at run time,
/// and the byte path neither suspends nor hops.
///
/// A turn drains the set and keeps waiting a little while there is traffic (`linger`), then hands the thread back to
/// Dispatch; without that budget, queued work and timers would starve.
public actor EventLoop {
  /// How long a turn may last, and how long it waits for more, in milliseconds.
  private static let linger: Int32 = 20
  /// The size of the buffer that all connections of the loop read into, in bytes.
  private static let readBufferSize = 256 * 1024

  private struct Registration {
    let source: any Pollable
    let generation: UInt32
    var interest: Interest
  }

  nonisolated let executor: LoopExecutor
  private var poller: Poller
  private var registrations: [Registration?] = []
  private var generation: UInt32 = 0
  private var source: (any DispatchSourceRead)?
  private var timer: (any DispatchSourceTimer)?
  private var idleWaiters: [CheckedContinuation<Void, Never>] = []
  private var chores: [() -> Void] = []
  /// What each bell calls, by its number.
  private var answers: [() -> Void] = []
  private let sleepers = Sleepers()

  /// What the last read brought; valid until the next one.
  var readBuffer = [UInt8](repeating: 0, count: EventLoop.readBufferSize)
  /// Seconds that the loop has ticked.
  public private(set) var seconds = 0
  /// The streams that are open on this loop.
  public private(set) var streamCount = 0

  /// Jobs of this actor run on the loop.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

  /// Makes a loop that stands still until `start`.
  ///
  /// - Parameter label: The name of its queue, for debuggers.
  /// - Throws: What the system says when it has no descriptors left.
  public init(label: String) throws(SystemError) {
    executor = try LoopExecutor(label: label)
    poller = try Poller()
    try poller.add(executor.descriptor, .read, token: Self.bell)
  }

  /// Sets the loop going, until `stop`.
  ///
  /// Dispatch calls this, and only this, from outside: nothing could run the actor's own jobs yet.
  public nonisolated func start() {
    executor.queue.async { self.assumeIsolated { $0.begin() } }
  }

  private func begin() {
    let source = DispatchSource.makeReadSource(fileDescriptor: poller.descriptor, queue: executor.queue)
    source.setEventHandler { self.turn() }
    source.activate()
    self.source = source
    let timer = DispatchSource.makeTimerSource(queue: executor.queue)
    timer.schedule(deadline: .now() + 1, repeating: 1, leeway: .milliseconds(100))
    timer.setEventHandler { self.tick() }
    timer.activate()
    self.timer = timer
  }

  /// Closes every stream and listener and lets go of the thread.
  ///
  /// Work that is given to a stopped loop is still done.
  public func stop() {
    // First, so that nothing new is begun by those who are told of the end.
    source?.cancel()
    timer?.cancel()
    (source, timer) = (nil, nil)
    for registration in registrations { registration?.source.abandon(on: self) }
    (registrations, chores, answers) = ([], [], [])
    _ = sleepers.takeAll()
    sleepers.rest()
    executor.release()
  }

  /// Whether it has begun and was not stopped.
  var isRunning: Bool { source != nil }

  /// Runs `body` on the loop, from any thread, and returns at once.
  public nonisolated func execute(_ body: @escaping @Sendable (isolated EventLoop) -> Void) {
    executor.add(.body { self.assumeIsolated { body($0) } })
  }

  /// Runs `body` on the loop and gives back its result.
  public func run<Result: Sendable, Failure: Error>(
    _ body: @Sendable (isolated EventLoop) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(self)
  }

  /// Calls `body` for every open stream's handler.
  public func forEachHandler(_ body: (any StreamHandler) -> Void) {
    for registration in registrations {
      guard let stream = registration?.source as? Stream, let handler = stream.handler else { continue }
      stream.perform(on: self) { body(handler) }
    }
  }

  /// Calls `chore` on the loop once a second.
  public func everySecond(_ chore: @escaping () -> Void) {
    chores.append(chore)
  }

  /// Makes a bell that calls `answer` on the loop; when the loop has stopped, it calls nothing.
  public func bell(_ answer: @escaping () -> Void) -> LoopBell {
    answers.append(answer)
    return LoopBell(answers.count - 1, of: self)
  }

  func answer(_ bell: LoopBell) {
    guard bell.number < answers.count else { return }
    answers[bell.number]()
  }

  /// Stops taking connections.
  public func stopListening() {
    for registration in registrations {
      guard let listener = registration?.source as? Listener else { continue }
      listener.abandon(on: self)
    }
  }

  /// Returns when no stream is open.
  public func waitUntilIdle() async {
    guard streamCount > 0 else { return }
    await withCheckedContinuation { idleWaiters.append($0) }
  }
}

// MARK: - Turns

extension EventLoop {
  private static let bell = Token(value: .max)

  private func turn() {
    let end = Self.milliseconds() + Int64(Self.linger)
    while round() > 0 && Self.milliseconds() < end {}
  }

  private func round() -> Int {
    let count = poller.wait(milliseconds: Self.linger)
    for index in 0..<count {
      let event = poller[index]
      if event.token == Self.bell {
        executor.drain()
      } else if let registration = registration(for: event.token) {
        registration.source.ready(event.readiness, on: self)
      }
    }
    return count
  }

  private func registration(for token: Token) -> Registration? {
    guard token.descriptor < registrations.count, let registration = registrations[token.descriptor] else {
      return nil
    }
    return registration.generation == token.generation ? registration : nil
  }

  private func tick() {
    seconds += 1
    for registration in registrations { registration?.source.tick(on: self) }
    for chore in chores { chore() }
  }

  /// Looks at `stream` again in a moment: its pace holds it back.
  func sleep(_ stream: Stream) {
    sleepers.add(stream, on: executor.queue) { self.wakeSleepers() }
  }

  private func wakeSleepers() {
    for stream in sleepers.takeAll() { stream.wake(on: self) }
    sleepers.rest()
  }

  /// Nanoseconds of a clock that only goes forward.
  static func nanoseconds() -> Int64 {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// The coarse clock costs no system call and is exact to 4 ms.
  private static func milliseconds() -> Int64 {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }
}

// MARK: - Registrations

extension EventLoop {
  func register(_ source: some Pollable, descriptor: Int32, interest: Interest) throws(SystemError) {
    generation &+= 1
    try poller.add(descriptor, interest, token: Token(descriptor: descriptor, generation: generation))
    while registrations.count <= Int(descriptor) { registrations.append(nil) }
    registrations[Int(descriptor)] = Registration(source: source, generation: generation, interest: interest)
    if source is Stream { streamCount += 1 }
  }

  func watch(_ descriptor: Int32, for interest: Interest) {
    guard Int(descriptor) < registrations.count, let registration = registrations[Int(descriptor)],
      registration.interest != interest
    else { return }
    registrations[Int(descriptor)]?.interest = interest
    poller.change(
      descriptor,
      interest,
      token: Token(descriptor: descriptor, generation: registration.generation)
    )
  }

  /// Lets go of a descriptor that stays open and gets another owner.
  func release(_ descriptor: Int32) {
    unregister(descriptor)
    poller.remove(descriptor)
  }

  /// Forgets a descriptor that is about to be closed.
  func unregister(_ descriptor: Int32) {
    guard Int(descriptor) < registrations.count, let registration = registrations[Int(descriptor)] else {
      return
    }
    registrations[Int(descriptor)] = nil
    guard registration.source is Stream else { return }
    streamCount -= 1
    guard streamCount == 0 else { return }
    for waiter in idleWaiters { waiter.resume() }
    idleWaiters = []
  }
}
