import { createContext, useContext } from 'react'

/** Opens the palette, where there is something to find. */
export const Opener = createContext({ open: () => {} })
export const useFinder = () => useContext(Opener)
