internal import Bytes
internal import Glibc
internal import SMTP

/// Runs a client session on a connection to its end, and waits where it has to.
struct Courier: ~Copyable {
  private let socket: Socket
  private var session: SMTPClientSession
  private var output = ByteBuffer()
  private var sentCount = 0
  private var isSendingMessage = false
  private var end: Result<SMTPReceipt, SMTPClientError>?

  /// How much of the message is made at once.
  private static let pieceSize = 65_536

  init(_ session: consuming SMTPClientSession, over socket: consuming Socket) {
    self.session = session
    self.socket = socket
  }

  /// Delivers, and gives what the server made of it.
  consuming func deliver() throws(SocketError) -> Result<SMTPReceipt, SMTPClientError> {
    var block = [UInt8](repeating: 0, count: 16_384)
    var deadline = ContinuousClock.now + timeout
    while true {
      if let end { return end }
      try fillOutput()
      let events = POLLIN | (output.isEmpty ? 0 : POLLOUT)
      let ready = try socket.wait(for: events, timeout: deadline - ContinuousClock.now)
      var hasProgressed = false
      if ready == 0 {
        perform(session.timedOut())
      } else {
        if ready & POLLOUT != 0 { hasProgressed = try send() }
        // Errors and the end are read like bytes.
        if ready & ~POLLOUT != 0 { hasProgressed = try receive(into: &block) || hasProgressed }
      }
      // Bytes alone are no progress: a server that drips a reply has its time all the same.
      if hasProgressed { deadline = ContinuousClock.now + timeout }
    }
  }

  private var timeout: Duration { session.timeout ?? .zero }

  private mutating func fillOutput() throws(SocketError) {
    guard isSendingMessage, output.isEmpty else { return }
    isSendingMessage = !session.writeMessage(into: &output, limit: Self.pieceSize)
  }

  private mutating func send() throws(SocketError) -> Bool {
    sentCount += try socket.write(output.bytes, from: sentCount)
    guard sentCount == output.count else { return false }
    output.removeAll()
    sentCount = 0
    return true
  }

  /// Hears what is there, and says whether anything came of it.
  private mutating func receive(into block: inout [UInt8]) throws(SocketError) -> Bool {
    guard let count = try socket.read(into: &block) else { return false }
    guard count > 0 else {
      perform(session.inputEnded())
      return true
    }
    var position = 0
    var hasActed = false
    while true {
      let action = session.receive(block.span.extracting(..<count), from: &position)
      if action == .wait { return hasActed }
      perform(action)
      hasActed = true
    }
  }

  private mutating func perform(_ action: SMTPClientAction) {
    switch action {
    // No session is told here that it could encrypt, so none asks for it.
    case .wait, .startTLS: break
    case .send(let bytes): output.append(contentsOf: bytes)
    case .sendMessage: isSendingMessage = true
    case .finished(let receipt): end = .success(receipt)
    case .failed(let error): end = .failure(error)
    }
  }
}
