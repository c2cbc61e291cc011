print("hoglet")
