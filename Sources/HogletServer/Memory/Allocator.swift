internal import CLinux

/// How the C library's allocator serves a process that keeps most of what it allocates.
public enum Allocator {
  /// Tunes the allocator; to be called before any other thread exists.
  ///
  /// Left alone, each thread gets an arena that grows page by page with a system call each, and a buffer of some hundred
  /// kilobytes is taken from the system and given back each time it grows.
  public static func tune() {
    // One arena: it grows by `M_TOP_PAD` at a time, and what one loop frees the other may use.
    mallopt(M_ARENA_MAX, 1)
    mallopt(M_TOP_PAD, 1 << 20)
    // Up to here memory comes from the arena; above, it is mapped alone and goes back when it is freed.
    mallopt(M_MMAP_THRESHOLD, 1 << 20)
    mallopt(M_TRIM_THRESHOLD, 8 << 20)
  }
}
