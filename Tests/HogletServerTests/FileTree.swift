import Glibc

/// A temporary folder with files of given contents, gone when nobody holds it, with all that has come into it since.
final class FileTree {
  /// Where the folder is.
  let root: String

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
        unsafe mkdir(folder, 0o700)
      }
      try write(contents, to: root + path)
    }
  }

  deinit {
    Self.remove(root)
  }

  private static func remove(_ path: String) {
    if let folder = unsafe opendir(path) {
      while let entry = unsafe readdir(folder) {
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
          unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
        }
        if name != "." && name != ".." { remove(path + "/" + name) }
      }
      unsafe closedir(folder)
    }
    unsafe Glibc.remove(path)
  }

  private func write(_ contents: String, to path: String) throws {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else { throw POSIXFailure(code: errno) }
    defer { close(descriptor) }
    let bytes = Array(contents.utf8)
    let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard count == bytes.count else { throw POSIXFailure(code: errno) }
  }
}

/// A system call that went wrong.
struct POSIXFailure: Error {
  let code: Int32
}
