"""Icons of the stages of a trace, drawn on 24 x 24 units in strokes."""

STAGES = {
    "farm": "M4 20V11l8-6 8 6v9M9 20v-6h6v6",
    "processor": "M3 20V10l6 3v-3l6 3V6h5v14Z",
    "wholesale": "M3 20V9l9-5 9 5v11M7 20v-7h10v7M7 16.5h10",
    "delivery": "M5 4h14v16H5zM9 12l2 2 4-5",
    "kitchen": "M4 10h16v6a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4zM2 10h20M9 6V3M15 6V3",
    "served": "M6 3v18M3 3v5a3 3 0 0 0 6 0V3M17 3c-3 2-3 8 0 9v9",
    "sample": "M8 3h8M9 3v5l-4 9a3 3 0 0 0 3 4h8a3 3 0 0 0 3-4l-4-9V3M7 15h10",
    "unknown": "M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 18v.5",
}
