using TurfMap.Domain.Changes;
using TurfMap.Formats;

namespace TurfMap.App.Files;

/// <summary>A refusal as a frame: of the sorts that a file can bring about, and of a length that can be shown.</summary>
internal static class RefusalFrame
{
    private const int MostLetters = 10_000;

    /// <summary>Whether an error is a refusal of the file, and no fault of the program.</summary>
    public static bool IsRefusal(Exception wrong) =>
        wrong is UnreadableException || (wrong is RefusedException refused && IsOfFile(refused.Refusal));

    public static void Write(FrameWriter frames, Exception refused) =>
        frames
            .Begin(FrameKind.Refusal)
            .Small((int)(refused is RefusedException known ? known.Refusal : Refusal.Unreadable))
            .Text(refused.Message.Length <= MostLetters ? refused.Message : refused.Message[..MostLetters] + "…")
            .End();

    public static RefusedException Read(FrameReader frame)
    {
        var (refusal, sentence) = ((Refusal)frame.Small(), frame.Text());
        return IsOfFile(refusal) && sentence.Length <= MostLetters + 1
            ? new(refusal, sentence)
            : throw new InvalidDataException("A file cannot be refused so.");
    }

    private static bool IsOfFile(Refusal refusal) =>
        refusal is Refusal.Invalid or Refusal.Unreadable or Refusal.Conflict or Refusal.NotFound;
}
