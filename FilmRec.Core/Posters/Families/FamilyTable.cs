namespace FilmRec.Core.Posters.Families;

/// <summary>Who draws which family.</summary>
internal static class FamilyTable
{
    private static readonly Dictionary<PosterFamily, Action<Composition>> Artists = new()
    {
        [PosterFamily.Horizon] = HorizonFamily.Draw,
        [PosterFamily.Rings] = RingsFamily.Draw,
        [PosterFamily.Split] = SplitFamily.Draw,
        [PosterFamily.Blinds] = BlindsFamily.Draw,
        [PosterFamily.Stars] = StarsFamily.Draw,
        [PosterFamily.Torn] = TornFamily.Draw,
        [PosterFamily.Grid] = GridFamily.Draw,
        [PosterFamily.Letters] = LettersFamily.Draw,
        [PosterFamily.Waves] = WavesFamily.Draw,
        [PosterFamily.Door] = DoorFamily.Draw,
    };

    public static void Draw(Composition poster) => Artists[poster.Plan.Family](poster);
}
