/// What a connection does with its bytes.
///
/// Lives on the loop and is called there, one call at a time. It writes to its stream without blocking: what it writes
/// during a call is sent when the call returns.
public protocol StreamHandler: AnyObject {
  /// The connection is there, and nothing was read yet.
  func opened(on loop: isolated EventLoop)

  /// There is something to read, and the stream is about to read it; unless the handler pauses it now.
  func willRead(on loop: isolated EventLoop)

  /// Bytes have arrived; `bytes` is the loop's own buffer, valid during the call.
  func received(_ bytes: Span<UInt8>, on loop: isolated EventLoop)

  /// The peer will send no more; it may still read.
  func inputEnded(on loop: isolated EventLoop)

  /// All that was written is with the kernel, and the handler had asked to be told (`Stream.wantsDrain`).
  func drained(on loop: isolated EventLoop)

  /// Nothing was read or sent for `Stream.idleLimit` seconds.
  func idled(on loop: isolated EventLoop)

  /// The time that the handler had set (`Stream.deadline`) is over, whatever traffic there was.
  func expired(on loop: isolated EventLoop)

  /// The server is stopping: finish what is under way, then close.
  func shutdown(on loop: isolated EventLoop)

  /// The stream is gone, for whatever reason. The last call.
  func closed(on loop: isolated EventLoop)
}

extension StreamHandler {
  /// Does nothing: most handlers set no deadline.
  public func expired(on loop: isolated EventLoop) {}

  /// Lets the stream read.
  public func willRead(on loop: isolated EventLoop) {}
}
