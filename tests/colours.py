"""How colours look to those who see them otherwise, how far apart two of them are, and how legible text on them is."""

import numpy as np
from matplotlib.colors import to_rgb

# What a viewer sees of linear RGB. The three deficiencies: Machado, Oliveira, Fernandes, "A Physiologically-based Model
# for Simulation of Color Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (2009), severity
# 1.0. Grey, as on a black-and-white printer: the relative luminance of sRGB (IEC 61966-2-1).
VISION = {
    "usual": np.eye(3),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "tritanopia": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
    "grey": np.array([[0.2126, 0.7152, 0.0722]] * 3),
}
IN_COLOUR = [vision for vision in VISION if vision != "grey"]


def _linear(colour):
    channels = np.array(to_rgb(colour))
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def lab(colour, vision="usual"):
    """CIELAB coordinates (L, a, b) of an sRGB colour as a viewer with that vision sees it, under D65."""
    seen = np.clip(VISION[vision] @ _linear(colour), 0, 1)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    relative = to_xyz @ seen / to_xyz.sum(axis=1)
    x, y, z = np.where(relative > 0.008856, np.cbrt(relative), 7.787 * relative + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(a, b, vision="usual"):
    """CIEDE2000 between two colours as a viewer with that vision sees them; 1 is about what is just noticeable."""
    return ciede2000(lab(a, vision), lab(b, vision))


def ciede2000(one, other):
    """The colour difference of two CIELAB colours.

    Source: Sharma, Wu, Dalal, "The CIEDE2000 Color-Difference Formula", Color Research and Application 30 (2005).
    """
    (L1, a1, b1), (L2, a2, b2) = one, other
    chroma = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    stretch = 1 + 0.5 * (1 - np.sqrt(chroma**7 / (chroma**7 + 25**7)))
    C1, C2 = np.hypot(stretch * a1, b1), np.hypot(stretch * a2, b2)
    h1, h2 = (np.degrees(np.arctan2(b, stretch * a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    coloured = C1 * C2 != 0
    turn = (h2 - h1 + 180) % 360 - 180 if coloured else 0.0
    dL, dC, dH = L2 - L1, C2 - C1, 2 * np.sqrt(C1 * C2) * np.sin(np.radians(turn / 2))
    L, C = (L1 + L2) / 2, (C1 + C2) / 2
    h = h1 + turn / 2 if coloured else h1 + h2
    T = 1 + sum(weight * np.cos(np.radians(k * h + shift)) for weight, k, shift in ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.2, 4, -63)))
    SL, SC, SH = 1 + 0.015 * (L - 50) ** 2 / np.sqrt(20 + (L - 50) ** 2), 1 + 0.045 * C, 1 + 0.015 * C * T
    around = h % 360
    rotation = -np.sin(np.radians(60 * np.exp(-(((around - 275) / 25) ** 2)))) * 2 * np.sqrt(C**7 / (C**7 + 25**7))
    return float(np.sqrt((dL / SL) ** 2 + (dC / SC) ** 2 + (dH / SH) ** 2 + rotation * (dC / SC) * (dH / SH)))


def contrast(a, b):
    """The contrast ratio of two colours as WCAG 2 defines it."""
    low, high = sorted(_linear(colour) @ [0.2126, 0.7152, 0.0722] for colour in (a, b))
    return (high + 0.05) / (low + 0.05)
