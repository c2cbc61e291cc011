import Testing

/// All that needs a server, one suite after the other: together they would be more than it can bear.
@Suite(.serialized) enum `Tests on a MongoDB server` {}
