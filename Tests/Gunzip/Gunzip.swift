internal import CZlib

/// The bytes that a gzip member stands for, or nil if `compressed` is anything but one whole member.
public func gunzip(_ compressed: [UInt8]) -> [UInt8]? {
  var stream = unsafe z_stream()
  guard unsafe hoglet_inflate_init(&stream, 15 + 16) == Z_OK else { return nil }
  defer { unsafe inflateEnd(&stream) }
  var (input, plain, result) = (compressed, [UInt8](), Z_OK)
  var room = [UInt8](repeating: 0, count: 64 * 1024)
  let rest = unsafe input.withUnsafeMutableBufferPointer { input in
    unsafe stream.next_in = input.baseAddress
    unsafe stream.avail_in = uInt(input.count)
    while result == Z_OK {
      let count = unsafe room.withUnsafeMutableBufferPointer { room in
        unsafe stream.next_out = room.baseAddress
        unsafe stream.avail_out = uInt(room.count)
        result = unsafe inflate(&stream, Z_NO_FLUSH)
        return unsafe room.count - Int(stream.avail_out)
      }
      plain += room.prefix(count)
    }
    return unsafe stream.avail_in
  }
  return result == Z_STREAM_END && rest == 0 ? plain : nil
}
