internal import EventLoop
internal import Glibc
internal import MailHogAPI

/// The file of saved servers that `-outgoing-smtp` names.
enum OutgoingFile {
  /// The largest that is read, in bytes.
  private static let limit = 1024 * 1024

  /// Reads the servers of a file.
  static func servers(at path: String) throws(StartError) -> [OutgoingServer] {
    let text: [UInt8]
    do {
      text = try read(path)
    } catch {
      throw .outgoingSMTP(path, "\(error)")
    }
    guard text.count <= limit else { throw .outgoingSMTP(path, "it has more than \(limit) bytes") }
    do {
      return try OutgoingServer.list(reading: text)
    } catch {
      throw .outgoingSMTP(path, "\(error)")
    }
  }

  /// The bytes of a file, and of a large one a few more than the limit.
  private static func read(_ path: String) throws(SystemError) -> [UInt8] {
    let number = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw SystemError("open") }
    let descriptor = OwnedDescriptor(owning: number)
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 * 1024)
    while bytes.count <= limit {
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor.number, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SystemError("read") }
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    return bytes
  }
}

extension StartError {
  static func outgoingSMTP(_ path: String, _ reason: String) -> StartError {
    StartError(description: "Error reading outgoing SMTP file \(path): \(reason)")
  }
}
