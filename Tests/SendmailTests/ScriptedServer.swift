import Glibc
import LoopbackClient

/// A server that gives its replies in order, each to a line or, behind 354, to a message; and then goes or stays silent.
final class ScriptedServer: Sendable {
  let port: Int
  private let listener: Int32
  private let replies: [String]
  private let staysSilent: Bool

  init(_ replies: [String], staysSilent: Bool = false) throws {
    self.replies = replies
    self.staysSilent = staysSilent
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    // Whom nobody calls gives up.
    var patience = timeval(tv_sec: 120, tv_usec: 0)
    setsockopt(listener, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let number = listener
    let result = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(number, address, length) == 0 && listen(number, 5) == 0
          && getsockname(number, address, &length) == 0
      }
    }
    guard listener >= 0, result else { throw Failure(code: errno) }
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  deinit { close(listener) }

  struct Failure: Error {
    let code: Int32
  }

  /// Serves one client on this thread, and gives back all that it said.
  func serve() -> String {
    guard let client = takeClient() else { return "" }
    defer { close(client) }
    var heard: [UInt8] = []
    var seen = 0
    var wanted = ""
    for reply in replies {
      while !String(decoding: heard[seen...], as: UTF8.self).hasSuffix(wanted) {
        guard hear(client, &heard) else { return String(decoding: heard, as: UTF8.self) }
      }
      seen = heard.count
      wanted = reply.hasPrefix("354") ? "\r\n.\r\n" : "\r\n"
      let bytes = Array(reply.utf8)
      _ = send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
    while staysSilent, hear(client, &heard) {}
    return String(decoding: heard, as: UTF8.self)
  }

  /// Serves one client a reply that never ends, a byte every ten milliseconds until it has enough.
  func drip() {
    guard let client = takeClient() else { return }
    defer { close(client) }
    var entry = pollfd(fd: client, events: Int16(POLLIN), revents: 0)
    while poll(&entry, 1, 10) == 0, send(client, [UInt8(ascii: "2")], 1, Int32(MSG_NOSIGNAL)) == 1 {}
  }

  /// The next client, who is listened to for two minutes at a time.
  private func takeClient() -> Int32? {
    let client = accept(listener, nil, nil)
    guard client >= 0 else { return nil }
    var patience = timeval(tv_sec: 120, tv_usec: 0)
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    return client
  }

  private func hear(_ client: Int32, _ heard: inout [UInt8]) -> Bool {
    var block = [UInt8](repeating: 0, count: 65_536)
    let count = recv(client, &block, block.count, 0)
    guard count > 0 else { return false }
    heard += block[..<count]
    return true
  }
}
