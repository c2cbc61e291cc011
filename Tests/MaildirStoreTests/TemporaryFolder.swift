import Glibc
import MaildirStore

/// A folder among the temporary files, gone with all in it when nobody holds it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    // mkdtemp puts a name of its own in place of the six letters.
    var template = Array("/tmp/hoglet-tests-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { throw Failure(code: errno) }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { Self.remove(path) }

  /// The names of what is in it, in their order, dot-files included.
  var names: [String] { Self.names(path) }

  /// The names of what is in a folder in it.
  func names(of folder: String) -> [String] { Self.names(path + "/" + folder) }

  func write(_ name: String, _ contents: [UInt8]) throws {
    let descriptor = unsafe open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard descriptor >= 0 else { throw Failure(code: errno) }
    defer { close(descriptor) }
    let count = unsafe contents.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard count == contents.count else { throw Failure(code: errno) }
  }

  func write(_ name: String, _ contents: String) throws {
    try write(name, Array(contents.utf8))
  }

  func read(_ name: String) throws -> [UInt8] {
    let descriptor = unsafe open(path + "/" + name, O_RDONLY)
    guard descriptor >= 0 else { throw Failure(code: errno) }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
    }
    guard count >= 0 else { throw Failure(code: errno) }
    return Array(bytes[..<count])
  }

  func remove(_ name: String) { unsafe Glibc.remove(path + "/" + name) }

  func make(_ name: String) throws {
    guard unsafe mkdir(path + "/" + name, 0o700) == 0 else { throw Failure(code: errno) }
  }

  func rename(_ name: String, to other: String) throws {
    guard unsafe Glibc.rename(path + "/" + name, path + "/" + other) == 0 else { throw Failure(code: errno) }
  }

  struct Failure: Error {
    let code: Int32
  }

  private static func names(_ path: String) -> [String] {
    guard let stream = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
      names.append(String(decoding: name, as: UTF8.self))
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }

  private static func remove(_ path: String) {
    for name in names(path) {
      let inner = path + "/" + name
      if unsafe unlink(inner) != 0 { remove(inner) }
    }
    unsafe rmdir(path)
  }
}
