import Glibc

/// A temporary folder with files of given contents, gone when nobody holds it.
final class FileTree {
  /// Where the folder is.
  let root: String
  private var made: [String] = []

  /// Makes the folder and, for every path in `files`, the folders on its way and the file.
  init(_ files: [String: String]) throws {
    // mkdtemp puts a name of its own in place of the six letters.
    var template = Array("/tmp/hoglet-tests-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { throw POSIXFailure(code: errno) }
    root = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    for (path, contents) in files {
      var folder = root
      let names = path.split(separator: "/")
      for name in names.dropLast() {
        folder += "/" + name
        if unsafe mkdir(folder, 0o700) == 0 { made.append(folder) }
      }
      try write(contents, to: root + path)
    }
  }

  deinit {
    for path in made.reversed() { unsafe remove(path) }
    unsafe remove(root)
  }

  private func write(_ contents: String, to path: String) throws {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else { throw POSIXFailure(code: errno) }
    defer { close(descriptor) }
    made.append(path)
    let bytes = Array(contents.utf8)
    let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard count == bytes.count else { throw POSIXFailure(code: errno) }
  }
}

/// A system call that went wrong.
struct POSIXFailure: Error {
  let code: Int32
}
