internal import Bytes
internal import Glibc

/// Learns from the system which files come and go, whoever brings and takes them (inotify(7)).
struct FolderWatch: ~Copyable {
  /// What has happened since somebody asked last.
  struct Changes {
    /// Files that came, went or were written to the end.
    var places: Set<Place> = []
    /// Files that somebody has begun to write, or given another name.
    var begun: Set<Place> = []
    /// Whether nothing at all has happened.
    var isEmpty = true
    /// Whether there is more than the system could tell.
    var isIncomplete = false
  }

  private let descriptor: Int32
  private let boxes: [Int32: Place.Box]

  /// Watches the folder at `path` and those of a real Maildir in it; nil if the system cannot.
  init?(_ path: String) {
    let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    var boxes: [Int32: Place.Box] = [:]
    for box in Place.Box.allCases {
      let folder = box.folderName.map { path + "/" + $0.description } ?? path
      let watch = unsafe inotify_add_watch(descriptor, folder, Self.events)
      if watch >= 0 { boxes[watch] = box }
    }
    guard boxes.values.contains(.top) else {
      close(descriptor)
      return nil
    }
    (self.descriptor, self.boxes) = (descriptor, boxes)
  }

  deinit { close(descriptor) }

  private static let events = UInt32(
    IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CLOSE_WRITE | IN_ONLYDIR
  )

  /// Takes what has happened; never waits.
  func drain() -> Changes {
    var changes = Changes()
    var buffer = [UInt8](repeating: 0, count: 16 * 1024)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return changes }
      read(buffer[..<count], into: &changes)
    }
  }

  private func read(_ events: ArraySlice<UInt8>, into changes: inout Changes) {
    let headSize = MemoryLayout<inotify_event>.size
    var position = events.startIndex
    while position + headSize <= events.endIndex {
      let event = unsafe events.withUnsafeBytes {
        unsafe $0.loadUnaligned(fromByteOffset: position - events.startIndex, as: inotify_event.self)
      }
      let start = position + headSize
      position = min(start + Int(event.len), events.endIndex)
      let name = ByteString(Array(events[start..<position].prefix { $0 != 0 }))
      changes.isEmpty = false
      note(event, name, in: &changes)
    }
  }

  private func note(_ event: inotify_event, _ name: ByteString, in changes: inout Changes) {
    guard event.mask & UInt32(IN_Q_OVERFLOW | IN_IGNORED | IN_UNMOUNT) == 0, let box = boxes[event.wd] else {
      changes.isIncomplete = true
      return
    }
    guard event.mask & UInt32(IN_ISDIR) == 0 else {
      if name == "new" || name == "cur" { changes.isIncomplete = true }
      return
    }
    let place = Place(box: box, name: name)
    if event.mask & UInt32(IN_CREATE) != 0 {
      changes.begun.insert(place)
    } else {
      changes.places.insert(place)
    }
  }
}
