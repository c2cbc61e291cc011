internal import Bytes
internal import Digests
internal import EventLoop
internal import MailHogAPI
internal import SMTP
internal import TLS

/// Joins one client session to its stream, and to TLS once the server agrees to it.
///
/// Made before there is a connection, so that what can never be sent does not become one.
final class OutgoingDelivery: StreamHandler {
  /// How much of the message is made at once, in bytes.
  private static let pieceSize = 64 * 1024

  private let order: OutgoingOrder
  private var session: SMTPClientSession
  private var tls: TLSSession?
  private var stream: Stream?
  private var isSendingMessage = false
  /// Whether the session has done something since its time began.
  private var hasProgressed = false
  private var finish: ((Result<Void, RelayFailure>) -> Void)?

  /// A delivery that tells its end to `finish`, once.
  ///
  /// - Throws: That its addresses cannot be sent.
  init(_ order: OutgoingOrder, finish: @escaping (Result<Void, RelayFailure>) -> Void) throws(SMTPClientError)
  {
    session = try SMTPClientSession(order.configuration, delivering: order.delivery) { key, text in
      HMAC<MD5>.code(of: text.span, key: key.span).bytes
    }
    self.order = order
    self.finish = finish
  }

  /// Takes the connection; to be called before it is opened.
  func take(_ stream: Stream) {
    self.stream = stream
  }

  func opened(on loop: isolated EventLoop) { limitTime(on: loop) }

  func received(_ bytes: Span<UInt8>, on loop: isolated EventLoop) {
    if tls == nil { converse(bytes) } else { decrypt(bytes) }
    // A byte now and then is no answer, and no handshake.
    if hasProgressed { limitTime(on: loop) }
  }

  func inputEnded(on loop: isolated EventLoop) {
    perform(session.inputEnded())
    stream?.close(.now)
  }

  func drained(on loop: isolated EventLoop) {
    sendMessage()
    limitTime(on: loop)
  }

  func idled(on loop: isolated EventLoop) {}

  func expired(on loop: isolated EventLoop) {
    perform(session.timedOut())
    stream?.close(.now)
  }

  /// Goes on: that the server stops is no reason to leave half a message with another.
  func shutdown(on loop: isolated EventLoop) {}

  func closed(on loop: isolated EventLoop) {
    // After a success or a failure that is known, this says nothing new.
    perform(session.inputEnded())
    stream = nil
  }

  /// Ends a delivery that has no connection yet.
  func fail(_ failure: RelayFailure) { conclude(.failure(failure)) }

  private func conclude(_ result: Result<Void, RelayFailure>) {
    isSendingMessage = false
    finish.take()?(result)
    var farewell = ByteBuffer()
    tls?.close(into: &farewell)
    stream?.write(farewell.take())
    stream?.close(.afterOutput)
  }

  /// Gives the session its time for what it waits for.
  private func limitTime(on loop: isolated EventLoop) {
    hasProgressed = false
    stream?.deadline = session.timeout.map { loop.seconds + $0.wholeSeconds }
  }
}

// MARK: - The conversation

extension OutgoingDelivery {
  private func converse(_ input: Span<UInt8>) {
    var position = 0
    while finish != nil {
      let action = session.receive(input, from: &position)
      guard action != .wait else { return }
      perform(action)
    }
  }

  private func perform(_ action: SMTPClientAction) {
    hasProgressed = true
    switch action {
    case .wait: break
    case .send(let bytes): transmit(bytes)
    case .startTLS: startTLS()
    case .sendMessage:
      isSendingMessage = true
      sendMessage()
    case .finished: conclude(.success(()))
    case .failed(let error): conclude(.failure(RelayFailure(error)))
    }
  }

  /// Writes the message as far as the socket should have it, and goes on when that is gone.
  private func sendMessage() {
    while isSendingMessage, let stream, !stream.isCongested {
      var piece = ByteBuffer(capacity: Self.pieceSize)
      isSendingMessage = !session.writeMessage(into: &piece, limit: Self.pieceSize)
      transmit(piece.take())
    }
    stream?.wantsDrain = isSendingMessage
  }

  private func transmit(_ bytes: [UInt8]) {
    guard tls != nil else {
      stream?.write(bytes)
      return
    }
    var output = ByteBuffer(capacity: bytes.count + 1024)
    do {
      try tls?.send(bytes.span, into: &output)
    } catch {
      return fail(error)
    }
    stream?.write(output.take())
  }
}

// MARK: - TLS

extension OutgoingDelivery {
  private func startTLS() {
    var output = ByteBuffer()
    do {
      tls = try TLSSession(client: order.tls, host: order.host)
      try tls?.start(into: &output)
    } catch {
      return fail(error)
    }
    stream?.write(output.take())
  }

  private func decrypt(_ bytes: Span<UInt8>) {
    let wasEstablished = tls?.state != .handshaking
    var (plain, output) = (ByteBuffer(), ByteBuffer())
    var failure: TLSError?
    do {
      try tls?.receive(bytes, into: &plain, answering: &output)
    } catch {
      failure = error
    }
    stream?.write(output.take())
    // What came before it broke was the server's word.
    if !wasEstablished, tls?.state != .handshaking { perform(session.tlsEstablished()) }
    let text = plain.take()
    converse(text.span)
    if let failure { return fail(failure) }
    if tls?.state == .ended { perform(session.inputEnded()) }
  }

  private func fail(_ error: TLSError) {
    conclude(.failure(RelayFailure("\(error)", at: .tls)))
    stream?.close(.now)
  }
}
