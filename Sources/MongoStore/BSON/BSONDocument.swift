internal import Bytes

/// A document as it was read: names and values in their order.
package struct BSONDocument: Equatable, Sendable {
  /// One name and its value.
  package struct Field: Equatable, Sendable {
    /// The name, which need not be UTF-8.
    package let name: [UInt8]
    package let value: BSONValue

    package init(name: [UInt8], value: BSONValue) {
      (self.name, self.value) = (name, value)
    }
  }

  /// All fields; a name may be there twice.
  package let fields: [Field]

  package init(_ fields: [Field]) {
    self.fields = fields
  }

  /// The first value of that name.
  package subscript(name: StaticString) -> BSONValue? {
    fields.first { field in
      field.name.count == name.utf8CodeUnitCount && Scan.hasPrefix(field.name.span, name)
    }?.value
  }
}
