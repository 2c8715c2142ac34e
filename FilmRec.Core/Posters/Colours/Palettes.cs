namespace FilmRec.Core.Posters.Colours;

/// <summary>Moods that genres ask for.</summary>
internal enum PaletteGroup
{
    Dust,
    Play,
    Bright,
    Bloom,
    Night,
    Field,
    Still,
    Cosmos,
    Blood,
}

/// <summary>All palettes: ground, ink, main, second, spark.</summary>
internal static class Palettes
{
    private static readonly Dictionary<PaletteGroup, Palette[]> Groups = new()
    {
        [PaletteGroup.Dust] = Read(
            "#e8c79a #2b1a12 #b5472b #6b2a1e #f4e6c8",
            "#22303a #f3e3c3 #d9822b #8c3b22 #f2c14e",
            "#c9582f #fff0d8 #3a1f1a #f0a94a #f7dfae",
            "#33352a #efe6cf #8a8f5c #c8a24a #d7512f"),
        [PaletteGroup.Play] = Read(
            "#ffd23f #1d2a5b #ee4266 #3bceac #fff6dc",
            "#3d5aa9 #fff4dd #ffb43b #f26b5e #9fe0d5",
            "#f7efe0 #22304a #ff6f4e #2a9d8f #f5c34d",
            "#2f9c8f #fff5da #f9c846 #e8593f #12454a"),
        [PaletteGroup.Bright] = Read(
            "#f6efe2 #1c1c1c #e8452c #2f6fde #f7c531",
            "#f28c6a #2a1420 #fff1dc #7a1f3d #ffd166",
            "#f3c9c2 #39182b #d7263d #1b4965 #fff5ea",
            "#ffdd4a #221c10 #e63e2d #1f7a6b #fff7dc"),
        [PaletteGroup.Bloom] = Read(
            "#3b1030 #ffe3d3 #e0526a #f29e7d #ffd9a0",
            "#f6d8cf #4a1230 #c43a55 #6d8fb0 #fff3e8",
            "#7e1f3c #ffe9da #f2846b #f7c59f #2d0f22",
            "#20304f #ffe4d6 #ef7b7b #f4b6a0 #8fb3c9"),
        [PaletteGroup.Night] = Read(
            "#12151b #ece3cf #c9a24b #46505e #e4573d",
            "#0f1a24 #e6edf0 #8fb7c4 #2f4a5c #f0b64c",
            "#1a1210 #f3e4cc #b8402a #55322a #eac17a",
            "#17161f #efe9f5 #7a6fb0 #3b3657 #f2d16b"),
        [PaletteGroup.Field] = Read(
            "#eceae1 #1d2b25 #3f7d58 #d98e3c #b9c4b0",
            "#e9e4d8 #1f2328 #d1495b #30638e #edae49",
            "#1f3a34 #f0ead6 #86b58b #e3b25a #d9734e",
            "#dfe5e6 #17262e #2b6777 #e07a3f #f6f4ec"),
        [PaletteGroup.Still] = Read(
            "#d9d2c5 #24211d #8c5a3c #4f6367 #f3ede0",
            "#27323b #ece5d6 #7f98a3 #c48a5a #e9c98c",
            "#a9b8b5 #16252a #33555b #e6ddc8 #c9583e",
            "#efe6d6 #2a2320 #b4543a #7d8c7a #d9b384"),
        [PaletteGroup.Cosmos] = Read(
            "#0d1230 #eef0ff #5b6ee1 #e96fae #ffd37a",
            "#101c22 #e9fbf4 #3fbf9f #1f5a63 #f2e86d",
            "#231046 #fdeaff #8a4fe0 #f0719a #ffcf8a",
            "#e7e3dc #181a2a #f0552d #3a4fb8 #9fb6d8"),
        [PaletteGroup.Blood] = Read(
            "#140c0e #f6e2d3 #b3121f #4d1018 #e8b48a",
            "#a3131c #fff0e2 #16090b #5c0b12 #f3c9a4",
            "#10191a #dfeee6 #3f6f62 #1d3a38 #d7432f",
            "#ded6c4 #1c1413 #a01f1f #3a3431 #f4eee0"),
    };

    // before 1950
    private static readonly Palette[] Silver = Read(
        "#d8d4cb #1b1b1b #55534e #8f8b83 #f4f1ea",
        "#1b1c1e #ebe7dd #8b8a86 #4a4a4a #c8a86a");

    // 1950 to 1969
    private static readonly Palette[] Print = Read(
        "#f1e3c6 #1f2a44 #d2402a #2f8f8b #f0b23b",
        "#1e4d5c #f8ead0 #e4572e #f0b84a #9ccfc2");

    // 1970 to 1984
    private static readonly Palette[] Earth = Read(
        "#e6b35a #3a1d12 #b34a24 #6a3a1f #f6e6c1",
        "#4a2c1d #f6e3bd #d97b2c #a3431f #e9b95c");

    // 1985 to 1999
    private static readonly Palette[] Neon = Read(
        "#150f2e #fdeaff #ff3d81 #27c4e8 #ffd447",
        "#0b2a3a #e9fbff #ff6a4d #18b5b0 #ffe07a");

    // 2000 and later, and unknown years
    private static readonly Palette[] Now = Read(
        "#f4f1ea #191919 #ff5a36 #2b4cf0 #d8d2c4",
        "#1a2421 #edf2e8 #a9c77d #4d6b5a #f1734b");

    /// <summary>Every palette there is.</summary>
    public static IEnumerable<Palette> All => Groups.Values.SelectMany(group => group).Concat([.. Silver, .. Print, .. Earth, .. Neon, .. Now]);

    public static IReadOnlyList<Palette> Of(PaletteGroup group) => Groups[group];

    /// <summary>The colours in which posters of that year were printed.</summary>
    public static IReadOnlyList<Palette> OfEra(int? year) => year switch
    {
        null => Now,
        < 1950 => Silver,
        < 1970 => Print,
        < 1985 => Earth,
        < 2000 => Neon,
        _ => Now,
    };

    private static Palette[] Read(params string[] palettes) => [.. palettes.Select(Palette.Parse)];
}
