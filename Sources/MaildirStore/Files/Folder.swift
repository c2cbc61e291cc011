internal import Bytes
internal import Glibc

/// A folder that is open; its files are reached by their names in it, whatever happens to its path.
final class Folder: Sendable {
  /// Where it was opened.
  let path: String
  private let descriptor: Int32

  private init(owning descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  /// Opens the folder at `path`.
  convenience init(_ path: String) throws(MaildirError) {
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw MaildirError("open", path) }
    self.init(owning: descriptor, path: path)
  }

  /// The folder of that name in this one, or nil if there is none; a link to one is none.
  func folder(_ name: ByteString) -> Folder? {
    let found = unsafe with(name) {
      unsafe openat(descriptor, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    }
    return found >= 0 ? Folder(owning: found, path: path(of: name)) : nil
  }

  /// The names of all that is in it, in no order.
  func names() throws(MaildirError) -> [ByteString] {
    // A descriptor of its own, because reading moves it and closing the stream closes it.
    let copy = unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let stream = unsafe fdopendir(copy) else { throw MaildirError("opendir", path) }
    defer { unsafe closedir(stream) }
    var names: [ByteString] = []
    errno = 0
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
      names.append(ByteString(name))
    }
    guard errno == 0 else { throw MaildirError("readdir", path) }
    return names
  }

  /// What is known of the folder.
  func status() throws(MaildirError) -> FileStatus {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw MaildirError("fstat", path) }
    return FileStatus(status)
  }

  /// What is known of a file, or nil if there is none.
  func status(of name: ByteString) -> FileStatus? {
    var status = stat()
    let result = unsafe with(name) { unsafe fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) }
    return result == 0 ? FileStatus(status) : nil
  }

  /// Opens a file to read it, or returns nil if there is none; never waits for who might write it.
  func open(_ name: ByteString) throws(MaildirError) -> OpenFile? {
    try open(name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
  }

  /// Opens a file to read it and to write behind its end, or makes it.
  func openToAppend(_ name: ByteString) throws(MaildirError) -> OpenFile {
    guard let file = try open(name, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC) else {
      throw MaildirError("open", path(of: name))
    }
    return file
  }

  /// Makes a file, which must not be there.
  func make(_ name: ByteString) throws(MaildirError) -> OpenFile {
    guard let file = try open(name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC) else {
      throw MaildirError("open", path(of: name))
    }
    return file
  }

  private func open(_ name: ByteString, _ flags: Int32) throws(MaildirError) -> OpenFile? {
    // MailHog's mode; the process's mask takes from it.
    let file = unsafe with(name) { unsafe openat(descriptor, $0, flags, 0o660) }
    if file < 0, errno == ENOENT { return nil }
    guard file >= 0 else { throw MaildirError("open", path(of: name)) }
    return OpenFile(owning: file, path: path(of: name))
  }

  /// Gives a file another name, in one step.
  func rename(_ old: ByteString, to new: ByteString) throws(MaildirError) {
    let result = unsafe with(old) { old in
      unsafe with(new) { new in unsafe renameat(descriptor, old, descriptor, new) }
    }
    guard result == 0 else { throw MaildirError("rename", path(of: new)) }
  }

  /// Moves a file to a name that is free in this folder or another one, and says whether it was there.
  func move(_ old: ByteString, to new: ByteString, in folder: Folder) throws(MaildirError) -> Bool {
    guard folder.status(of: new) == nil else {
      throw MaildirError("rename", folder.path(of: new), code: EEXIST)
    }
    let result = unsafe with(old) { old in
      unsafe with(new) { new in unsafe renameat(descriptor, old, folder.descriptor, new) }
    }
    guard result != 0 else { return true }
    guard errno == ENOENT else { throw MaildirError("rename", path(of: old)) }
    return false
  }

  /// Makes a folder in this one.
  func makeFolder(_ name: ByteString) throws(MaildirError) {
    guard unsafe with(name, { unsafe mkdirat(descriptor, $0, 0o770) }) == 0 || errno == EEXIST else {
      throw MaildirError("mkdir", path(of: name))
    }
  }

  /// Removes a file and says whether it was there.
  @discardableResult
  func remove(_ name: ByteString) throws(MaildirError) -> Bool {
    guard unsafe with(name, { unsafe unlinkat(descriptor, $0, 0) }) != 0 else { return true }
    guard errno == ENOENT else { throw MaildirError("unlink", path(of: name)) }
    return false
  }

  /// Returns when the disk has the names of all files.
  func sync() throws(MaildirError) {
    // Some file systems know no such thing for folders, and need none.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw MaildirError("fsync", path) }
  }

  /// Returns if files can be made in it now: it is there, may be written, and has room.
  func checkWritable() throws(MaildirError) {
    guard try status().linkCount > 0 else { throw MaildirError("open", path, code: ENOENT) }
    guard unsafe faccessat(descriptor, ".", W_OK | X_OK, AT_EACCESS) == 0 else {
      throw MaildirError("access", path)
    }
    var room = statvfs()
    guard unsafe fstatvfs(descriptor, &room) == 0 else { throw MaildirError("statvfs", path) }
    if room.f_blocks > 0, room.f_bavail == 0 { throw MaildirError("statvfs", path, code: ENOSPC) }
  }

  private func path(of name: ByteString) -> String { path + "/" + name.description }

  private func with<Result>(_ name: ByteString, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    let characters = name.bytes.map { CChar(bitPattern: $0) } + [0]
    return unsafe characters.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("there is a NUL at least") }
      return unsafe body(base)
    }
  }
}
