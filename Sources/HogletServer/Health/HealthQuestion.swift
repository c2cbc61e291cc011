internal import EventLoop
internal import Glibc

/// Asks a server how it is, blocking; for the command that container engines call.
public struct HealthQuestion {
  /// Why the answer is no, in a line.
  public struct Failure: Error, CustomStringConvertible {
    /// The address, and what is wrong there.
    public let description: String
  }

  private let host: String
  private let port: String
  private let path: String

  /// A question to a server.
  ///
  /// - Parameters:
  ///   - address: Where it listens. Who listens at every address is asked by the loopback.
  ///   - path: What to ask for.
  /// - Throws: That nobody listens at such an address.
  public init(address: String, path: String) throws(Failure) {
    do {
      let address = try BindAddress(address)
      host =
        switch address.host {
        case "", "0.0.0.0": "127.0.0.1"
        case "::", "0:0:0:0:0:0:0:0": "::1"
        default: address.host
        }
      (port, self.path) = (address.port, path)
    } catch {
      throw Failure(description: "\(address): \(error)")
    }
  }

  /// Where the answer is expected.
  private var url: String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)\(path)" }

  /// Returns the first line of the answer if it is 200, or says why not, in about as many seconds at the most.
  public func ask(withinSeconds seconds: Int) throws(Failure) -> String {
    let end = Self.seconds() + seconds
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var first: UnsafeMutablePointer<addrinfo>?
    let result = unsafe getaddrinfo(host, port, &hints, &first)
    guard result == 0 else { throw failure(unsafe String(cString: gai_strerror(result))) }
    defer { unsafe freeaddrinfo(first) }
    var reason = "no address"
    var next = unsafe first
    while let info = unsafe next {
      let descriptor = socket(unsafe info.pointee.ai_family, Int32(SOCK_STREAM.rawValue), 0)
      guard descriptor >= 0 else { throw failure("\(SystemError("socket"))") }
      defer { close(descriptor) }
      Self.limit(descriptor, toSeconds: seconds)
      if unsafe connect(descriptor, info.pointee.ai_addr, info.pointee.ai_addrlen) == 0 {
        return try exchange(descriptor, until: end)
      }
      reason = Self.reason("connect")
      unsafe next = info.pointee.ai_next
    }
    throw failure(reason)
  }

  private func exchange(_ descriptor: Int32, until end: Int) throws(Failure) -> String {
    let request = Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
    let sent = unsafe request.withUnsafeBytes { bytes in
      unsafe send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
    }
    guard sent == request.count else { throw failure(Self.reason("send")) }
    var answer: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1024)
    while !answer.contains(UInt8(ascii: "\r")) {
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
      guard count >= 0 else { throw failure(Self.reason("recv")) }
      guard count > 0, answer.count < 64 * 1024 else { throw failure("no answer of HTTP") }
      answer += chunk[..<count]
      // Whoever answers drop by drop has not answered either.
      guard Self.seconds() < end else { throw failure("no answer in time") }
    }
    let line = String(decoding: answer.prefix { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
    guard line.hasPrefix("HTTP/1.1 ") else { throw failure("no answer of HTTP") }
    let status = String(line.dropFirst(9))
    guard status.hasPrefix("200") else {
      throw failure(String(status.debugDescription.dropFirst().dropLast()))
    }
    return "\(url): \(status)"
  }

  private func failure(_ reason: String) -> Failure { Failure(description: "\(url): \(reason)") }

  private static func reason(_ call: String) -> String {
    errno == EAGAIN || errno == EINPROGRESS ? "no answer in time" : "\(SystemError(call))"
  }

  private static func limit(_ descriptor: Int32, toSeconds seconds: Int) {
    var patience = timeval(tv_sec: seconds, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    // The limit of sending is that of connecting too.
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
  }

  private static func seconds() -> Int {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec
  }
}
