internal import Glibc

extension MaildirStore {
  /// Makes a folder and those above it that are missing.
  static func makeFolder(_ path: String) throws(MaildirError) {
    var status = stat()
    guard unsafe stat(path, &status) != 0 else { return }
    var made = path.hasPrefix("/") ? "/" : ""
    for name in path.split(separator: "/") {
      made += made.isEmpty || made.hasSuffix("/") ? String(name) : "/" + name
      // MailHog's mode; the process's mask takes from it.
      guard unsafe mkdir(made, 0o770) == 0 || errno == EEXIST else { throw MaildirError("mkdir", made) }
    }
  }

  /// Makes a folder of a new name among the temporary files, as MailHog does when it is given none.
  static func makeTemporaryFolder() throws(MaildirError) -> String {
    let parent = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    // mkdtemp puts a name of its own in place of the six letters.
    var template = Array((parent + "/mailhogXXXXXX").utf8CString)
    guard unsafe mkdtemp(&template) != nil else { throw MaildirError("mkdtemp", parent) }
    return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
